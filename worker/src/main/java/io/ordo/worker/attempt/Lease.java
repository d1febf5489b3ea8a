package io.ordo.worker.attempt;

import io.ordo.api.LeaseKey;
import io.ordo.api.PoppedTask;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The right to one task as the worker can judge it: by its own clock that only goes forward, from the last
 * moment at which the scheduler is known to have granted it. It may think a lease over too early, never too
 * late.
 */
final class Lease {
    private final LeaseKey key;
    private final Duration length;
    private final LongSupplier nanos;
    private volatile long grantedAt;

    /** The lease of a task just popped. */
    Lease(PoppedTask task, LongSupplier nanos) {
        this.key = new LeaseKey(task.id(), task.lease().fence());
        this.length = Duration.ofMillis(Math.round(task.lease().seconds() * 1_000));
        this.nanos = nanos;
        this.grantedAt = nanos.getAsLong();
    }

    LeaseKey key() {
        return key;
    }

    /**
     * Notes that the scheduler extended it.
     *
     * @param askedAt when it was asked to: the lease was granted no earlier
     */
    void extended(long askedAt) {
        grantedAt = askedAt;
    }

    /** Whether somebody else may hold the task by now. */
    boolean isOver() {
        return nanos.getAsLong() - grantedAt >= length.toNanos();
    }
}
