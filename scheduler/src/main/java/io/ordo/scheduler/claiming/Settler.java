package io.ordo.scheduler.claiming;

import io.ordo.scheduler.lease.LeaseKey;
import io.ordo.scheduler.task.Report;
import io.ordo.scheduler.task.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the holders' word for how attempts ended. */
public final class Settler {
    private static final Logger LOG = LoggerFactory.getLogger(Settler.class);

    private final Leases leases;
    private final Doorbell doorbell;
    private final AwaitedTasks awaited;

    public Settler(Leases leases, Doorbell doorbell, AwaitedTasks awaited) {
        this.leases = leases;
        this.doorbell = doorbell;
        this.awaited = awaited;
    }

    /** Ends the attempt under that lease, and lets others know when the task is queued again. */
    public Settled settle(LeaseKey key, Report report) {
        var settled = leases.settle(key, report);
        switch (settled) {
            case Settled.Moved(Status status, String queue) -> {
                LOG.debug("task_settled task={} fence={} status={}", key.task(), key.fence(), status.word());
                awaited.settled(key.task());
                if (status == Status.QUEUED) {
                    doorbell.ring(queue);
                }
            }
            case Settled.Stale() ->
                LOG.warn("settlement_refused task={} fence={} code=stale_fence", key.task(), key.fence());
        }
        return settled;
    }
}
