package io.ordo.ranker.ahead;

import java.time.Duration;
import java.time.Instant;

/**
 * How much work is queued up to which place on the time axis, in steps of a second or a little more. From it follows
 * about when a task starts that stands at a place, and whether a deadline can still be met.
 *
 * <p>One a queue; told of every task that is queued and of every one that leaves. A scheduler that shares a queue with
 * others does not see theirs: it may fill a new one now and then from what is stored. For several threads; each call
 * takes less than a microsecond under one lock.
 */
public final class WorkAhead {
    private static final int STEPS = 1 << 14;
    private static final int BLOCK = 1 << 7;

    /** How many bounds there is room for: tasks stand within one of their arrival, and some arrived long ago. */
    private static final int BOUNDS = 8;

    private static final double NANOS = 1e9;

    private final long step;
    private final double[] work = new double[STEPS];
    private final double[] blocks = new double[STEPS / BLOCK];

    /** Work at places before the first step; on a time axis it has waited for longest. */
    private double before;

    /** The number of the first step, counted from the epoch; a multiple of {@link #BLOCK}. */
    private long first;

    /**
     * Nothing is queued.
     *
     * @param bound the bound of the queue's ranker; up to half an hour the steps are a second
     */
    public WorkAhead(Duration bound) {
        step = Math.max(1, BOUNDS * bound.toSeconds() / STEPS) * 1_000_000;
    }

    /** A task is queued. */
    public synchronized void queued(long rank, Duration expected) {
        add(rank, seconds(expected));
    }

    /** A task is no longer queued: started or withdrawn. */
    public synchronized void gone(long rank, Duration expected) {
        add(rank, -seconds(expected));
    }

    /** The work at this place and before it. */
    public synchronized Duration upTo(long rank) {
        long at = Math.floorDiv(rank, step) - first;
        double sum = before;
        if (at >= 0) {
            int steps = (int) Math.min(at, STEPS - 1) + 1;
            int whole = steps / BLOCK;
            for (int i = 0; i < whole; i++) {
                sum += blocks[ring((first / BLOCK) + i, blocks.length)];
            }
            for (int i = whole * BLOCK; i < steps; i++) {
                sum += work[ring(first + i, STEPS)];
            }
        }
        return Duration.ofMillis(Math.max(0, Math.round(sum * 1_000)));
    }

    /**
     * How much too late a task would probably start that is placed at its latest start.
     *
     * @param workers how many tasks run at once; at least 1
     * @return zero when it would start in time
     */
    public Duration lateness(Instant now, Instant latestStart, int workers) {
        long place = latestStart.getEpochSecond() * 1_000_000 + latestStart.getNano() / 1_000;
        var late = Duration.between(latestStart, now.plus(upTo(place).dividedBy(workers)));
        return late.isNegative() ? Duration.ZERO : late;
    }

    private void add(long rank, double seconds) {
        long number = Math.floorDiv(rank, step);
        if (number >= first + STEPS) {
            advance(number);
        }
        if (number < first) {
            before += seconds;
        } else {
            work[ring(number, STEPS)] += seconds;
            blocks[ring(number / BLOCK, blocks.length)] += seconds;
        }
    }

    /** Makes room for this step: the oldest blocks become one. */
    private void advance(long number) {
        long target = (number / BLOCK + 1) * BLOCK - STEPS;
        for (long start = first; start < Math.min(target, first + STEPS); start += BLOCK) {
            int block = ring(start / BLOCK, blocks.length);
            before += blocks[block];
            blocks[block] = 0;
            for (int i = 0; i < BLOCK; i++) {
                work[ring(start + i, STEPS)] = 0;
            }
        }
        first = target;
    }

    private static int ring(long number, int size) {
        return (int) Math.floorMod(number, (long) size);
    }

    private static double seconds(Duration duration) {
        return duration.getSeconds() + duration.getNano() / NANOS;
    }
}
