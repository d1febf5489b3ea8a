package io.ordo.scheduler.tending;

import io.ordo.scheduler.queue.Place;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is done to tasks from outside. Each verb is part of the transaction that is running, or one of its own. */
public interface Interventions {
    /**
     * Calls tasks off, wherever they stand. One that ended already, or moves in this very moment, is left out.
     *
     * @return those that were cancelled
     */
    List<UUID> cancel(List<UUID> tasks);

    /**
     * Gives pending and queued tasks another priority; queued ones move by what the shift says. One that stands
     * elsewhere, or moves in this very moment, is left out.
     */
    List<Reprioritised> reprioritise(List<UUID> tasks, int priority, Shift shift);

    /** Keeps everybody else from doing ended tasks again by a filter until the transaction ends. */
    void lockRepeats();

    /** By how much a rank changes with the priority. */
    @FunctionalInterface
    interface Shift {
        /**
         * What is added to the rank.
         *
         * @param ranker of the task's queue
         * @param before the priority it had
         */
        long of(String ranker, int before);
    }

    /**
     * A task that has another priority now.
     *
     * @param place where it stands; null when it is pending
     */
    record Reprioritised(UUID task, String queue, @Nullable Place place) {}
}
