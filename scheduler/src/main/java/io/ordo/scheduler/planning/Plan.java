package io.ordo.scheduler.planning;

import io.ordo.scheduler.job.JobStatus;
import io.ordo.scheduler.task.NewTask;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What planning decided for one due job. */
public sealed interface Plan {
    /** The job it is for. */
    UUID job();

    /** When the job is due again; null when it is not. */
    @Nullable
    Instant next();

    /** The job's status from now on. */
    JobStatus status();

    /**
     * A task is made for the planned time the job was due at.
     *
     * @param next when the job is due again; null when nobody knows
     */
    record Fire(UUID job, NewTask task, @Nullable Instant next, JobStatus status) implements Plan {}

    /**
     * What is due is under way already: the planned time goes to that task.
     *
     * @param planned when it was due
     * @param into the task
     * @param next when the job is due again; null when nobody knows
     */
    record Coalesce(
            UUID job, Instant planned, UUID into, @Nullable Instant next, JobStatus status) implements Plan {}

    /** The job cannot be planned, and must not keep others from it: it rests until somebody mends it. */
    record Pause(UUID job) implements Plan {
        @Override
        public @Nullable Instant next() {
            return null;
        }

        @Override
        public JobStatus status() {
            return JobStatus.PAUSED;
        }
    }
}
