package io.ordo.scheduler.lab;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Simulations, as they are kept for all schedulers. */
public interface Simulations {
    /** So many may wait. */
    int MOST_QUEUED = 10;

    /** So many are kept that have ended, the newest. */
    int MOST_KEPT = 100;

    /**
     * Keeps a new one, and forgets those that are too many.
     *
     * @return false when as many wait as may
     */
    boolean ask(UUID id, Experiment experiment, String by);

    Optional<Simulation> find(UUID id);

    /** What came of one, as it was written; empty when it is not done. */
    Optional<String> result(UUID id);

    /** All of them, newest first. */
    List<Simulation> all();

    /**
     * Ends one that is queued or running.
     *
     * @return false when it has ended, or there is none
     */
    boolean cancel(UUID id);

    /** Takes the one that waits longest; nobody else takes it. */
    Optional<Simulation> take();

    /**
     * Tells how far a running one is, and that somebody is at it.
     *
     * @return false when nobody should be any more
     */
    boolean beat(UUID id, double progress);

    /** Ends a running one with its result. */
    void done(UUID id, String result);

    /** Ends a running one without. */
    void fail(UUID id, String reason);

    /** Lets somebody else begin a running one anew. */
    void giveBack(UUID id);

    /** Fails those of which nobody has told for so long: with their schedulers they are lost. */
    void lose(Duration silence);
}
