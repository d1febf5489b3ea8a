package io.ordo.scheduler.templating;

import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.tending.Terminator;
import java.util.Optional;
import java.util.UUID;

/** Ends and removes jobs, and makes a new one of a template whose jobs are rescheduled after that. */
public final class JobEnds {
    private final Terminator terminator;
    private final TemplateJobs templates;

    public JobEnds(Terminator terminator, TemplateJobs templates) {
        this.terminator = terminator;
        this.templates = templates;
    }

    /**
     * Completes a job and cancels its live tasks. Who ended one before may not have come so far as to make the next.
     *
     * @return the job after it; empty when there is none of that id
     */
    public Optional<Job> terminate(UUID job) {
        var ended = terminator.terminate(job);
        ended.ifPresent(templates::ended);
        return ended;
    }

    /**
     * Removes a job; no other follows it before the scheduler starts again.
     *
     * @return whether there was one
     */
    public boolean remove(UUID job) {
        return terminator.remove(job);
    }
}
