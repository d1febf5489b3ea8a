package io.ordo.scheduler.tending;

import io.ordo.scheduler.job.Jobs;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes jobs: nothing is planned of them any more, and what waits is cancelled, some in each transaction. */
public final class JobRemover {
    private static final Logger LOG = LoggerFactory.getLogger(JobRemover.class);

    private static final int BATCH = 1_000;

    private final Jobs jobs;
    private final TasksOfJob tasks;
    private final Canceller canceller;

    public JobRemover(Jobs jobs, TasksOfJob tasks, Canceller canceller) {
        this.jobs = jobs;
        this.tasks = tasks;
        this.canceller = canceller;
    }

    /**
     * Removes a job. Its tasks that nobody holds are cancelled; those of a schedule of OpenKAT's live on without it.
     * One that was removed before is gone through again, for whoever removed it may not have come to the end.
     *
     * @return whether there was such a job
     */
    public boolean remove(UUID job) {
        boolean isRemoved = jobs.hide(job);
        int cancelled = 0;
        for (var some = tasks.list(job, null, BATCH); !some.isEmpty(); some = tasks.list(job, some.getLast(), BATCH)) {
            cancelled += tasks.letGo(some) == 0 ? cancel(some) : 0;
        }
        if (isRemoved) {
            LOG.info("job_removed job={} cancelled={}", job, cancelled);
        }
        return isRemoved;
    }

    /** A task in the middle of a promotion is in neither place for a cancel that waits for it: so look again. */
    private int cancel(List<UUID> some) {
        int cancelled = 0;
        for (var waiting = tasks.waiting(some); !waiting.isEmpty(); waiting = tasks.waiting(waiting)) {
            cancelled += canceller.cancel(waiting, Scope.WAITING);
        }
        return cancelled;
    }
}
