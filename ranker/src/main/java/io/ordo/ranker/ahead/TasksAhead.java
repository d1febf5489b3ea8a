package io.ordo.ranker.ahead;

import java.time.Duration;

/**
 * How many tasks are queued before which place on the time axis, in steps of a second or a little more.
 *
 * <p>One a queue; told of every task that is queued and of every one that leaves. A scheduler that shares a queue with
 * others does not see theirs: it looks at what is stored instead. For several threads; each call takes less than a
 * microsecond under one lock.
 */
public final class TasksAhead {
    private static final int STEPS = 1 << 14;
    private static final int BLOCK = 1 << 7;

    /** How many bounds there is room for: tasks stand within one of their arrival, and some arrived long ago. */
    private static final int BOUNDS = 8;

    private final long step;
    private final long[] tasks = new long[STEPS];
    private final long[] blocks = new long[STEPS / BLOCK];

    /** Tasks at places before the first step; on a time axis they have waited for longest. */
    private long before;

    /** The number of the first step, counted from the epoch; a multiple of {@link #BLOCK}. */
    private long first;

    /**
     * Nothing is queued.
     *
     * @param bound the bound of the queue's ranker; up to half an hour the steps are a second
     */
    public TasksAhead(Duration bound) {
        step = Math.max(1, BOUNDS * bound.toSeconds() / STEPS) * 1_000_000;
    }

    /** A task is queued. */
    public synchronized void queued(long rank) {
        add(rank, 1);
    }

    /** A task is no longer queued: started or withdrawn. */
    public synchronized void gone(long rank) {
        add(rank, -1);
    }

    /** How many tasks stand before this place, to the step. */
    public synchronized long before(long rank) {
        long at = Math.floorDiv(rank, step) - first;
        int steps = Math.clamp(at, 0, STEPS);
        int whole = steps / BLOCK;
        long sum = at < 0 ? 0 : before;
        for (int i = 0; i < whole; i++) {
            sum += blocks[ring((first / BLOCK) + i, blocks.length)];
        }
        for (int i = whole * BLOCK; i < steps; i++) {
            sum += tasks[ring(first + i, STEPS)];
        }
        return sum;
    }

    private void add(long rank, int count) {
        long number = Math.floorDiv(rank, step);
        if (number >= first + STEPS) {
            advance(number);
        }
        if (number < first) {
            before += count;
        } else {
            tasks[ring(number, STEPS)] += count;
            blocks[ring(number / BLOCK, blocks.length)] += count;
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
                tasks[ring(start + i, STEPS)] = 0;
            }
        }
        first = target;
    }

    private static int ring(long number, int size) {
        return (int) Math.floorMod(number, (long) size);
    }
}
