package io.ordo.scheduler.ledger;

import io.ordo.scheduler.schedule.Schedule;
import io.ordo.scheduler.task.Task;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a planned time, or of many in a row alike.
 *
 * @param plannedAt the planned time, the first of them
 * @param until the last of them
 * @param count how many there are; at least so many when it is {@link #LARGEST_COUNT}
 * @param reason why it was skipped; null for another outcome
 * @param task the task it got or went to, or that was in its way; null for none
 */
public record Occurrence(
        UUID job,
        Instant plannedAt,
        Instant until,
        int count,
        Outcome outcome,
        @Nullable Reason reason,
        @Nullable UUID task) {
    /** Nobody counts further. */
    public static final int LARGEST_COUNT = 10_000;

    /** The planned time for which a job's task is made. */
    public static Occurrence ran(Task task) {
        var job = Objects.requireNonNull(task.job());
        var planned = Objects.requireNonNull(task.plannedAt());
        return new Occurrence(job, planned, planned, 1, Outcome.RAN, null, task.id());
    }

    /** Planned times that go to the task of another. */
    public static Occurrence coalesced(UUID job, Stretch times, UUID into) {
        return new Occurrence(job, times.first(), times.last(), times.count(), Outcome.COALESCED, null, into);
    }

    /** Planned times that get no task. */
    public static Occurrence skipped(UUID job, Stretch times, Reason reason, @Nullable UUID task) {
        return new Occurrence(job, times.first(), times.last(), times.count(), Outcome.SKIPPED, reason, task);
    }

    /**
     * Whether a schedule says of these planned times what was said when they were noted; otherwise it has been changed
     * since.
     */
    public boolean isOf(Schedule schedule) {
        return schedule.plans(plannedAt)
                && Stretch.of(schedule, plannedAt, until).equals(new Stretch(plannedAt, until, count));
    }

    /** How a planned time ended. */
    public enum Outcome {
        RAN,
        COALESCED,
        SKIPPED
    }

    /** Why a planned time was skipped. */
    public enum Reason {
        /** Nobody planned then, and the job does not catch up. */
        MISSED,
        /** Nobody planned then, and it is older than the job catches up with. */
        TOO_OLD,
        /** Nobody planned then, and more were missed than the job catches up with. */
        TOO_MANY,
        /** A task of the job lived, and the job allows one at a time. */
        OVERLAP,
        /** The job was paused. */
        PAUSED,
        /** The job was given another schedule before anybody planned it. */
        CHANGED
    }
}
