package io.ordo.scheduler.claiming;

import io.ordo.scheduler.lease.LeaseKey;
import io.ordo.scheduler.queue.Place;
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
     * Puts queued tasks under new leases. Those that are queued no longer or at another rank, whose deadline has
     * passed, or that stand in a paused queue are left out. Waits for whoever is moving one of them; so a transaction
     * takes of one queue once, or only what {@link #sift} has kept for it.
     *
     * @return best first within each queue
     */
    List<Popped> take(List<Pick> picks);

    /**
     * Tells places that still stand from those that are gone, and keeps the first for this transaction. A task that
     * stands elsewhere by now is found there. Waits for nobody.
     *
     * @param places best first
     * @param most how many to keep
     */
    Sifted sift(List<Place> places, int most);

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

    /**
     * Places that still stand, best first.
     *
     * @param kept nobody else can take them
     * @param others being moved by somebody else, or more than were to be kept
     * @param moved where tasks stand that were asked for at another rank
     */
    record Sifted(List<Place> kept, List<Place> others, List<Place> moved) {}
}
