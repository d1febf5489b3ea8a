package io.ordo.bench.dispatch;

/** Where tasks are brought to. */
interface Sink extends AutoCloseable {
    /** As the target of a task, JSON. */
    String target();

    /** How many messages have come. */
    long taken() throws Exception;

    @Override
    void close();
}
