package io.ordo.scheduler.claiming;

import io.ordo.scheduler.lease.LeaseKey;
import io.ordo.scheduler.task.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The verbs of a lease. Each is durable when it returns, moves a task only from where the move is legal, and is
 * refused with a value, never an exception, when somebody else was faster. How a queue's best tasks are found is this
 * port's own affair.
 */
public interface Leases {
    /** The best-ranked queued tasks, best first, each under a new lease; empty when nothing is queued. */
    List<Popped> claim(Claim claim);

    /**
     * The holder begins. Saying so twice is saying it once.
     *
     * @return whether the lease is held
     */
    boolean start(LeaseKey key);

    /**
     * Pushes the ends of leases out to the given length from now.
     *
     * @param length null for the length each was granted for
     * @return the new end of every lease still held
     */
    Map<LeaseKey, Instant> extend(List<LeaseKey> keys, @Nullable Duration length);

    /** Ends an attempt, and moves its task as {@link io.ordo.scheduler.task.Outcome#move} decides. */
    Settled settle(LeaseKey key, Report report);

    /**
     * Calls a task off, wherever it stands.
     *
     * @return whether it was cancelled; empty when there is no such task
     */
    Optional<Boolean> cancel(UUID task);
}
