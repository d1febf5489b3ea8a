package io.ordo.worker.attempt;

import io.ordo.api.queue.LeaseKey;
import io.ordo.api.queue.PoppedTask;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The right to one task as the worker can judge it, by its own clock that only goes forward. A popped lease counts
 * from the arrival of the answer, so it may be thought to last longer by the answer's way here; an extended one counts
 * from the request, so it may be thought over too early. The fence decides where both are wrong.
 */
final class Lease {
    private final LeaseKey key;
    private final Duration length;
    private final LongSupplier nanos;
    private volatile long grantedAt;

    /** The lease of a task just popped. */
    Lease(PoppedTask task, LongSupplier nanos) {
        this.key = new LeaseKey(task.id(), task.lease().fence());
        this.length = Duration.ofMillis(task.lease().seconds().movePointRight(3).longValue());
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

    /** The worker's clock, to measure from with {@link #lengthsSince}. */
    long now() {
        return nanos.getAsLong();
    }

    /** How many of its lengths, each counted when complete, have passed since then. */
    long lengthsSince(long then) {
        return (nanos.getAsLong() - then) / Math.max(1, length.toNanos());
    }

    /** Whether somebody else may hold the task by now. */
    boolean isOver() {
        return nanos.getAsLong() - grantedAt >= length.toNanos();
    }
}
