package io.ordo.scheduler.tending;

import java.util.List;
import java.util.UUID;

/** What is done to tasks from outside. Each verb is part of the transaction that is running, or one of its own. */
public interface Interventions {
    /**
     * Calls tasks off, wherever they stand. One that ended already, or moves in this very moment, is left out.
     *
     * @return those that were cancelled
     */
    List<UUID> cancel(List<UUID> tasks);

    /**
     * Holds pending and queued tasks where they stand until the transaction ends. One that stands elsewhere, or moves
     * in this very moment, is left out.
     *
     * @return those that are held
     */
    List<UUID> hold(List<UUID> tasks);

    /** Keeps everybody else from doing ended tasks again by a filter until the transaction ends. */
    void lockRepeats();
}
