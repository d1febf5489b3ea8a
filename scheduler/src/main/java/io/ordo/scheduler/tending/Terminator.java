package io.ordo.scheduler.tending;

import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.job.JobStatus;
import io.ordo.scheduler.scheduling.Roster;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends jobs: nothing is planned of them any more, and what lives of them is cancelled, some in each transaction. */
public final class Terminator {
    private static final Logger LOG = LoggerFactory.getLogger(Terminator.class);

    private static final int BATCH = 1_000;

    private final Roster roster;
    private final TasksOfJob tasks;
    private final Canceller canceller;

    public Terminator(Roster roster, TasksOfJob tasks, Canceller canceller) {
        this.roster = roster;
        this.tasks = tasks;
        this.canceller = canceller;
    }

    /**
     * Completes a job and cancels its live tasks. One that was completed before is gone through again, for whoever
     * completed it may not have come to the end.
     *
     * @return the job after it; empty when there is none of that id
     */
    public Optional<Terminated> terminate(UUID job) {
        var wasLive = new AtomicBoolean();
        var after = roster.change(job, before -> {
            wasLive.set(before.status() != JobStatus.COMPLETED);
            return before.in(JobStatus.COMPLETED);
        });
        after.ifPresent(_ -> {
            int cancelled = cancel(job);
            LOG.info("job_terminated job={} cancelled={}", job, cancelled);
        });
        return after.map(ended -> new Terminated(ended, wasLive.get()));
    }

    private int cancel(UUID job) {
        int cancelled = 0;
        for (var some = tasks.list(job, null, BATCH); !some.isEmpty(); some = tasks.list(job, some.getLast(), BATCH)) {
            cancelled += cancel(some);
        }
        return cancelled;
    }

    /** A task in the middle of a move is in neither place for a cancel that waits for it: so look again. */
    private int cancel(List<UUID> some) {
        int cancelled = 0;
        for (var live = tasks.live(some); !live.isEmpty(); live = tasks.live(live)) {
            cancelled += canceller.cancel(live, Scope.LIVE);
        }
        return cancelled;
    }

    /**
     * A job that was ended.
     *
     * @param isNew whether it was not completed before
     */
    public record Terminated(Job job, boolean isNew) {}
}
