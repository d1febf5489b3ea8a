package io.ordo.ranker.simulation;

/** Looks on while a simulation runs, and may end it. */
@FunctionalInterface
public interface Watcher {
    /** Lets it run. */
    Watcher NONE = (done, total) -> true;

    /**
     * Called every few thousand tasks, by the thread that simulates.
     *
     * @param done how many tasks have arrived
     * @param total how many there are
     * @return false to give up
     */
    boolean goOn(int done, int total);
}
