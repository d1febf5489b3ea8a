package io.ordo.scheduler.lab;

import io.ordo.ranker.simulation.Watcher;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.DoublePredicate;
import java.util.function.LongSupplier;

/** Tells how far several pieces of work are that follow each other, and ends them when nobody wants them any more. */
final class Pulse {
    /** Between two beats. */
    private static final long PAUSE = Duration.ofMillis(500).toNanos();

    private final int pieces;
    private final DoublePredicate beat;
    private final BooleanSupplier isClosing;
    private final LongSupplier nanos;
    private int over;
    private long last;

    /**
     * @param pieces how many there are
     * @param beat tells a progress, and says whether to go on
     */
    Pulse(int pieces, DoublePredicate beat, BooleanSupplier isClosing, LongSupplier nanos) {
        this.pieces = pieces;
        this.beat = beat;
        this.isClosing = isClosing;
        this.nanos = nanos;
        this.last = nanos.getAsLong();
    }

    /** Looks on at the piece that comes next. */
    Watcher next() {
        int before = over++;
        return (done, total) -> goesOn((before + (double) done / Math.max(1, total)) / pieces);
    }

    /** Tells how far it is between two pieces. */
    boolean goesOn() {
        last = nanos.getAsLong();
        return !isClosing.getAsBoolean() && beat.test((double) over / pieces);
    }

    private boolean goesOn(double progress) {
        if (isClosing.getAsBoolean()) {
            return false;
        }
        if (nanos.getAsLong() - last < PAUSE) {
            return true;
        }
        last = nanos.getAsLong();
        return beat.test(progress);
    }
}
