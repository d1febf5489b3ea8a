package io.ordo.scheduler.tending;

import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.job.JobStatus;
import io.ordo.scheduler.job.Jobs;
import io.ordo.scheduler.scheduling.Roster;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends and removes jobs: nothing is planned of them any more, and their tasks are cancelled, some in each transaction.
 * A job that was ended or removed before is gone through again, for whoever did it may not have come to the end.
 */
public final class Terminator {
    private static final Logger LOG = LoggerFactory.getLogger(Terminator.class);

    private static final int BATCH = 1_000;

    private final Jobs jobs;
    private final Roster roster;
    private final TasksOfJob tasks;
    private final Canceller canceller;

    public Terminator(Jobs jobs, Roster roster, TasksOfJob tasks, Canceller canceller) {
        this.jobs = jobs;
        this.roster = roster;
        this.tasks = tasks;
        this.canceller = canceller;
    }

    /**
     * Completes a job and cancels its live tasks.
     *
     * @return the job after it; empty when there is none of that id
     */
    public Optional<Job> terminate(UUID job) {
        var after = roster.change(job, before -> before.in(JobStatus.COMPLETED));
        after.ifPresent(_ -> LOG.info("job_terminated job={} cancelled={}", job, cancel(job, Scope.LIVE)));
        return after;
    }

    /**
     * Removes a job. Its tasks that nobody holds are cancelled; those of a schedule of OpenKAT's live on without it.
     *
     * @return whether there was such a job
     */
    public boolean remove(UUID job) {
        boolean isRemoved = jobs.hide(job);
        int cancelled = cancel(job, Scope.WAITING);
        if (isRemoved) {
            LOG.info("job_removed job={} cancelled={}", job, cancelled);
        }
        return isRemoved;
    }

    private int cancel(UUID job, Scope scope) {
        int cancelled = 0;
        for (var some = tasks.list(job, null, BATCH); !some.isEmpty(); some = tasks.list(job, some.getLast(), BATCH)) {
            boolean goOn = scope == Scope.WAITING && tasks.letGo(some) > 0;
            cancelled += goOn ? 0 : cancel(some, scope);
        }
        return cancelled;
    }

    /** A task in the middle of a move is in neither place for a cancel that waits for it: so look again. */
    private int cancel(List<UUID> some, Scope scope) {
        int cancelled = 0;
        for (var found = tasks.within(scope, some); !found.isEmpty(); found = tasks.within(scope, found)) {
            cancelled += canceller.cancel(found, scope);
        }
        return cancelled;
    }
}
