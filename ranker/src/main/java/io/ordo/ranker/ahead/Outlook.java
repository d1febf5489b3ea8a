package io.ordo.ranker.ahead;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongToDoubleFunction;

/**
 * How far a queue reaches, as it was a moment ago, and how fast its workers come on. From it follows which deadlines
 * cannot be met by what is to be done before. Schedulers judge by it and the simulator does, so that both find the same
 * deadlines hopeless.
 */
public final class Outlook {
    /** What is older says nothing. */
    private static final Duration FRESH = Duration.ofSeconds(30);

    private static final int MICROS_PER_SECOND = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;
    private static final double MILLIS_PER_SECOND = 1_000;

    private final LongToDoubleFunction ahead;
    private final double perSecond;
    private final Instant at;

    /**
     * As it was seen then.
     *
     * @param ranks of tasks that are queued, in order, in microseconds of the ranker's axis
     * @param each how many tasks one of those stands for
     * @param perSecond tasks that start in a second while there are any; positive
     */
    public Outlook(List<Long> ranks, double each, double perSecond, Instant at) {
        this(before(ranks.stream().mapToLong(Long::longValue).toArray(), each), perSecond, at);
    }

    /**
     * As it is seen from then on.
     *
     * @param ahead how many tasks are queued before a rank
     * @param perSecond tasks that start in a second while there are any; positive
     * @param at how fast they started then
     */
    public Outlook(LongToDoubleFunction ahead, double perSecond, Instant at) {
        this.ahead = ahead;
        this.perSecond = perSecond;
        this.at = at;
    }

    /**
     * How much too late a task would probably start that is placed at its latest start.
     *
     * @return zero when it would start in time, or this is too old to tell
     */
    public Duration lateness(Instant now, Instant latestStart) {
        if (now.isAfter(at.plus(FRESH))) {
            return Duration.ZERO;
        }
        long rank = latestStart.getEpochSecond() * MICROS_PER_SECOND + latestStart.getNano() / NANOS_PER_MICRO;
        var wait = Duration.ofMillis(Math.round(ahead.applyAsDouble(rank) / perSecond * MILLIS_PER_SECOND));
        var late = Duration.between(latestStart, now.plus(wait));
        return late.isNegative() ? Duration.ZERO : late;
    }

    private static LongToDoubleFunction before(long[] ranks, double each) {
        return rank -> {
            int found = Arrays.binarySearch(ranks, rank);
            return each * (found < 0 ? -found - 1 : found);
        };
    }
}
