package io.ordo.scheduler.tending;

import io.ordo.scheduler.task.Withdrawn;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What is done to tasks from outside. Each verb is part of the transaction that is running, or one of its own. */
public interface Interventions {
    /**
     * Calls a task off, wherever it stands.
     *
     * @return the task; nothing when it had ended; empty when there is no such task
     */
    Optional<List<Withdrawn>> cancel(UUID task);

    /**
     * Calls off those of the tasks that stand within the scope. One that moves in this very moment is left out.
     *
     * @param scope of what has not ended
     * @return those that were cancelled
     */
    List<Withdrawn> cancel(List<UUID> tasks, Scope scope);

    /**
     * Holds a pending or queued task where it stands until the transaction ends; waits for whoever holds it.
     *
     * @return whether it is held: it may stand elsewhere, or have moved meanwhile
     */
    boolean hold(UUID task);

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
