package io.ordo.scheduler.backfilling;

import io.ordo.scheduler.backfilling.Backfill.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Backfills, as they are kept for all schedulers. */
public interface Backfills {
    /** So many may be under way, or wait, or be paused. */
    int MOST_OPEN = 100;

    /** So many are kept that have ended, the newest. */
    int MOST_KEPT = 1_000;

    /** So many of a job are listed, the newest. */
    int MOST_LISTED = 100;

    /**
     * Keeps a new one, and forgets those that are too many.
     *
     * @param times the planned times of its window, oldest first
     * @return false when as many are open as may
     */
    boolean ask(UUID id, Order order, List<Instant> times);

    Optional<Backfill> find(UUID id);

    /** Those of a job, newest first. */
    List<Backfill> ofJob(UUID job);

    /** Lets one make nothing more until it is resumed; empty when it is over, or there is none. */
    Optional<Backfill> pause(UUID id);

    /** Lets one go on; empty when it is over, or there is none. */
    Optional<Backfill> resume(UUID id);

    /** Ends one; empty when it is over, or there is none. */
    Optional<Backfill> cancel(UUID id);

    /** Takes one that may go on now. Nobody else takes it, or moves it, until the transaction ends. */
    Optional<Backfill> take();

    /** The planned times of one that are not dealt with, oldest first. */
    List<Instant> next(UUID id, int most);

    /** Lets nobody go on with one for a while, as long as it may go on. */
    void putOff(UUID id, Duration pause);

    /**
     * Keeps how far one is that was taken, as long as it may go on.
     *
     * @param pause when nobody goes on with it
     */
    void save(Backfill backfill, Duration pause);
}
