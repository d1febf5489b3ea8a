package io.ordo.scheduler.planning;

import io.ordo.scheduler.job.JobStatus;

/** A job was asked to run that is paused or completed. */
public final class JobNotActive extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JobNotActive(JobStatus status) {
        super("Cannot run job with status '" + status.word() + "'. Job must be active.");
    }
}
