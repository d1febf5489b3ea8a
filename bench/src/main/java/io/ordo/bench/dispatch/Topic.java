package io.ordo.bench.dispatch;

import io.ordo.bench.server.Kafka;
import java.util.concurrent.ExecutionException;

/** A topic of its own. */
final class Topic implements Sink {
    private final Kafka kafka;
    private final String name;

    private Topic(Kafka kafka, String name) {
        this.kafka = kafka;
        this.name = name;
    }

    /** A new one. */
    static Topic make(Kafka kafka, String name) throws ExecutionException, InterruptedException {
        kafka.make(name);
        return new Topic(kafka, name);
    }

    /** The client that sends to it, with so many requests in flight. */
    BareKafka client(int inFlight) {
        return new BareKafka(kafka.bootstrap(), name, inFlight);
    }

    @Override
    public String target() {
        return "{\"type\":\"kafka\",\"settings\":{\"host\":\"" + kafka.bootstrap() + "\",\"topic\":\"" + name + "\"}}";
    }

    @Override
    public long taken() throws ExecutionException, InterruptedException {
        return kafka.size(name);
    }

    /** What it holds goes with the broker. */
    @Override
    public void close() {}
}
