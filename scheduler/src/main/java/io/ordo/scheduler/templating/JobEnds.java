package io.ordo.scheduler.templating;

import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.tending.Terminator;
import io.ordo.scheduler.tending.Terminator.Terminated;
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
     * Completes a job and cancels its live tasks.
     *
     * @return the job after it; empty when there is none of that id
     */
    public Optional<Job> terminate(UUID job) {
        var ended = terminator.terminate(job);
        ended.filter(Terminated::isNew).ifPresent(one -> templates.ended(one.job()));
        return ended.map(Terminated::job);
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
