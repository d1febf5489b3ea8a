package io.ordo.ranker.simulation;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task as history or a generator tells of it: the facts of its rank, and how long it took. A task that was tried
 * twice is two of these.
 *
 * @param id names it in reports
 * @param tenant on whose account it ran; empty for nobody's
 * @param arrival when it became due
 * @param priority at least 1; 1 is most urgent
 * @param duration how long it took; not negative
 * @param more what else is known
 */
public record RecordedTask(String id, String tenant, Instant arrival, int priority, Duration duration, More more) {
    public RecordedTask {
        if (duration.isNegative() || priority < 1) {
            throw new IllegalArgumentException("no duration below zero, no priority below 1: " + id);
        }
    }

    /** A task of which nothing else is known. */
    public RecordedTask(String id, String tenant, Instant arrival, int priority, Duration duration) {
        this(id, tenant, arrival, priority, duration, More.NOTHING);
    }

    /** The same task, of which this is known. */
    public RecordedTask knowing(More about) {
        return new RecordedTask(id, tenant, arrival, priority, duration, about);
    }

    /** The class it is reported under: its priority, everything beyond 5 counted as 5. */
    public int classNumber() {
        return Math.min(priority, 5);
    }

    /**
     * What need not be known of a task.
     *
     * @param job what it is one of many times of
     * @param kind what kind of work it is; job and kind are how the simulator learns durations
     * @param expected how long it was expected to take, instead of what the simulator learned
     * @param deadline by when it should have finished
     * @param created when it was first submitted
     * @param dataTime when its data came to be
     * @param lastRun when the same work was done last
     * @param failures how many attempts had failed before; not negative
     * @param started when it really started, to compare
     */
    public record More(
            @Nullable String job,
            @Nullable String kind,
            @Nullable Duration expected,
            @Nullable Instant deadline,
            @Nullable Instant created,
            @Nullable Instant dataTime,
            @Nullable Instant lastRun,
            int failures,
            @Nullable Instant started) {
        /** Nothing. */
        public static final More NOTHING = new More(null, null, null, null, null, null, null, 0, null);

        /** An estimate and perhaps a deadline. */
        public static More expecting(Duration expected, @Nullable Instant deadline) {
            return new More(null, null, expected, deadline, null, null, null, 0, null);
        }
    }
}
