package io.ordo.scheduler.job;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of planned times that were missed, because no scheduler planned then. Whatever is not caught up with
 * stands in the ledger.
 *
 * @param mode which of them get a task
 * @param maxCount the most tasks that {@link Mode#ALL} makes, the newest; 1 to {@link #LARGEST_COUNT}
 * @param maxAge a planned time that is older gets no task; positive; null for no bound
 * @param spacing between the tasks that {@link Mode#ALL} makes, zero or more
 */
public record CatchUp(Mode mode, int maxCount, @Nullable Duration maxAge, Duration spacing) {
    /** A planned time is not missed before it is as late as this. */
    public static final Duration GRACE = Duration.ofSeconds(60);

    /** The most that can be caught up with. */
    public static final int LARGEST_COUNT = 1_000;

    /** Who comes back after longer, or restores an old backup, is not flooded by what nobody waits for any more. */
    public static final Duration DEFAULT_AGE = Duration.ofDays(1);

    /** The newest, if it is not older than a day. */
    public static final CatchUp DEFAULT = new CatchUp(Mode.LAST, 100, DEFAULT_AGE, Duration.ZERO);

    /** Whatever its age, the newest. */
    public static final CatchUp ALWAYS_LAST = new CatchUp(Mode.LAST, 1, null, Duration.ZERO);

    public CatchUp {
        if (maxCount < 1 || maxCount > LARGEST_COUNT) {
            throw new IllegalArgumentException("maxCount must be 1 to " + LARGEST_COUNT + ", was " + maxCount);
        }
    }

    /** Which of the planned times that were missed get a task. */
    public enum Mode {
        /** None. */
        SKIP,
        /** The newest; the others go to the same task. */
        LAST,
        /** Each, within the bounds. */
        ALL
    }
}
