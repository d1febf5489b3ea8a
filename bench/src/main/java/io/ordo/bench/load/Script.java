package io.ordo.bench.load;

/** What one connection says: a request, its answer, the next request. All scripts of a load run in one thread. */
public interface Script {
    /** Writes the next request; false ends the conversation. */
    boolean ask(Request request);

    /** Takes the answer to the last request. What it throws ends the load. */
    void hear(Answer answer);

    /** How long the next request must still wait, asked again and again until it need not: nanoseconds, 0 for none. */
    default long pause(long now) {
        return 0;
    }
}
