package io.ordo.scheduler.planning;

import io.ordo.scheduler.job.JobStatus;
import io.ordo.scheduler.ledger.Occurrence;
import io.ordo.scheduler.task.NewTask;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What planning decided for one due job.
 *
 * @param made the tasks its planned times get, oldest first
 * @param others what becomes of planned times that get none of their own
 * @param next when the job is due again; null when nobody knows
 * @param status the job's from now on
 */
public record Plan(
        UUID job,
        List<NewTask> made,
        List<Occurrence> others,
        @Nullable Instant next,
        JobStatus status) {
    public Plan {
        made = List.copyOf(made);
        others = List.copyOf(others);
    }

    /** Nothing is planned: the job is looked at again. */
    static Plan look(UUID job, Instant next) {
        return new Plan(job, List.of(), List.of(), next, JobStatus.ACTIVE);
    }

    /** The job cannot be planned, and must not keep others from it: it rests until somebody mends it. */
    static Plan pause(UUID job) {
        return new Plan(job, List.of(), List.of(), null, JobStatus.PAUSED);
    }

    /** The newest planned time that gets a task; null for none. */
    public @Nullable Instant last() {
        return made.isEmpty() ? null : made.getLast().task().plannedAt();
    }
}
