package io.ordo.scheduler.backfilling;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A window of the past whose planned times are to get tasks.
 *
 * @param order what was asked for
 * @param reason why it failed; null for one that did not
 * @param askedAt on the database's clock, like every instant here
 * @param startedAt null while nobody was at it
 * @param endedAt null while it is not over
 */
public record Backfill(
        UUID id,
        Order order,
        Status status,
        Progress progress,
        @Nullable String reason,
        Instant askedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {
    /** It, that far. */
    Backfill at(Progress other) {
        var next = other.done() == other.total() ? Status.DONE : Status.RUNNING;
        return new Backfill(id, order, next, other, null, askedAt, startedAt, endedAt);
    }

    /** It, over for a reason. */
    Backfill failed(String why) {
        return new Backfill(id, order, Status.FAILED, progress, why, askedAt, startedAt, endedAt);
    }

    /**
     * How it stands. A queued one is running from its first step on, and done or failed at its last. Whoever looks
     * after it may pause a queued or running one, resume a paused one and cancel any of the three; the others stay.
     */
    public enum Status {
        QUEUED,
        RUNNING,
        PAUSED,
        DONE,
        CANCELLED,
        FAILED;

        /** Whether it may go on some day. */
        public boolean isOpen() {
            return switch (this) {
                case QUEUED, RUNNING, PAUSED -> true;
                case DONE, CANCELLED, FAILED -> false;
            };
        }
    }

    /**
     * Planned times of a job.
     *
     * @param from the earliest
     * @param to later than the latest
     */
    public record Window(UUID job, Instant from, Instant to) {}

    /**
     * What somebody asked for.
     *
     * @param rerun whether those that ran are done again
     * @param rate the most tasks in a second, {@link #LEAST_RATE} to {@link #LARGEST_RATE}
     * @param note why; null for no reason given
     * @param by whose key it was
     */
    public record Order(
            Window window,
            boolean rerun,
            double rate,
            @Nullable String note,
            String by) {
        /** As many as anybody can look after. */
        public static final double DEFAULT_RATE = 10;

        /** One task in a hundred seconds. */
        public static final double LEAST_RATE = 0.01;

        /** More would keep planning from its work. */
        public static final double LARGEST_RATE = 100;

        /** The longest note. */
        public static final int LONGEST_NOTE = 1_000;

        /** How long so many tasks take at least. */
        Duration pause(int tasks) {
            return Duration.ofNanos((long) (tasks / rate * Duration.ofSeconds(1).toNanos()));
        }
    }

    /**
     * How far it is.
     *
     * @param total planned times in the window
     * @param done those that are dealt with, in their order
     * @param made those that got a task
     * @param ran those that had one, or went to another's, and were left alone
     * @param open those that were left to the planner, which had not decided them
     */
    public record Progress(int total, int done, int made, int ran, int open) {}
}
