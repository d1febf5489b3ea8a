package io.ordo.scheduler.app.wiring;

import java.util.List;

/** Loops that begin and end together. */
final class Loops implements AutoCloseable {
    private final List<Loop> loops;

    Loops(List<Loop> loops) {
        this.loops = List.copyOf(loops);
        this.loops.forEach(Loop::start);
    }

    @Override
    public void close() {
        loops.forEach(Loop::endAfterThisRound);
        loops.forEach(Loop::close);
    }
}
