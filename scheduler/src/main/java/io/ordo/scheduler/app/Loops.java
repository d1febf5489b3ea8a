package io.ordo.scheduler.app;

import java.util.List;

/** Loops that begin and end together: once a start cannot be refused any more, so that a refused one does nothing. */
public final class Loops implements AutoCloseable {
    private final List<Loop> loops;
    private boolean isRunning;

    public Loops(List<Loop> loops) {
        this.loops = List.copyOf(loops);
    }

    public synchronized void start() {
        loops.forEach(Loop::start);
        isRunning = true;
    }

    @Override
    public synchronized void close() {
        if (isRunning) {
            loops.forEach(Loop::endAfterThisRound);
            loops.forEach(Loop::close);
            isRunning = false;
        }
    }
}
