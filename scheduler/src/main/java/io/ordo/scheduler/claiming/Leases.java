package io.ordo.scheduler.claiming;

import io.ordo.scheduler.lease.LeaseKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The verbs of a lease. Each is durable when it returns, unless it is part of something larger, moves a task only
 * from where the move is legal, and is refused with a value, never an exception, when somebody else was faster.
 */
public interface Leases {
    /**
     * Puts queued tasks under new leases. Those that are queued no longer, are being taken by another, or stand in a
     * paused queue are left out.
     *
     * @return best first within each queue
     */
    List<Popped> take(List<Pick> picks);

    /**
     * The holders begin. Saying so twice is saying it once.
     *
     * @return the keys whose leases are held
     */
    Set<LeaseKey> start(List<LeaseKey> keys);

    /**
     * Pushes the ends of leases out to the given length from now.
     *
     * @param length null for the length each was granted for
     * @return the new end of every lease still held
     */
    Map<LeaseKey, Instant> extend(List<LeaseKey> keys, @Nullable Duration length);

    /**
     * Ends attempts, and moves their tasks as {@link io.ordo.scheduler.task.Outcome#move} decides.
     *
     * @return what came of each, in their order
     */
    List<Settled> settle(List<Settlement> settlements);
}
