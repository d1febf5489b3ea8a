package io.ordo.scheduler.work;

import org.jspecify.annotations.Nullable;

/**
 * How much of something may be under way, for all schedulers together: of a queue, or by a connection.
 *
 * @param concurrency the most tasks under a lease at once, at least 1; null for no limit
 * @param rate how fast tasks may be popped; null for no limit
 */
public record FlowLimits(
        @Nullable Integer concurrency, @Nullable Rate rate) {
    /** As much and as fast as workers ask for. */
    public static final FlowLimits NONE = new FlowLimits(null, null);

    public FlowLimits {
        if (concurrency != null && concurrency < 1) {
            throw new IllegalArgumentException("concurrency must be at least 1, was " + concurrency);
        }
    }

    /** Whether there is any limit at all. */
    public boolean exist() {
        return concurrency != null || rate != null;
    }

    /**
     * A token bucket.
     *
     * @param perSecond pops a second in the long run, above zero
     * @param burst the most pops at once after a quiet time, at least 1
     */
    public record Rate(double perSecond, int burst) {
        public Rate {
            if (!(perSecond > 0) || burst < 1) {
                throw new IllegalArgumentException("a rate must be positive, was " + perSecond + "/s, burst " + burst);
            }
        }
    }
}
