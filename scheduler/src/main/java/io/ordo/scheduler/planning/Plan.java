package io.ordo.scheduler.planning;

import io.ordo.scheduler.job.JobStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What planning decided for one due job.
 *
 * @param task made for the planned time the job was due at
 * @param next when the job is due again; null when never
 */
public record Plan(NewTask task, @Nullable Instant next) {
    /** The job's status from now on. */
    public JobStatus status() {
        return next == null ? JobStatus.COMPLETED : JobStatus.ACTIVE;
    }
}
