package io.ordo.scheduler.ranking;

import io.ordo.scheduler.queue.Place;
import io.ordo.scheduler.task.Ranked;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Live tasks, where they stand in their queues. */
public interface RankedTasks {
    /**
     * Changes tasks that the running transaction holds where they stand. With another priority those that are queued
     * get another rank, and so do those under a lease, which keep it for when they are queued again. Pending ones have
     * none yet.
     *
     * @return those that were changed, in no order
     */
    List<Changed> change(List<Change> changes, Rerank rerank);

    /**
     * What is to be different about a task.
     *
     * @param payload null for the one it has
     * @param by who wants it; a change of the priority is kept with that
     */
    record Change(UUID task, int priority, @Nullable String payload, String by) {}

    /**
     * A task that was changed.
     *
     * @param place where it stands now; null when it is not queued
     */
    record Changed(UUID task, String queue, @Nullable Place place) {}

    /** What becomes of a rank when the priority of the task is another. */
    @FunctionalInterface
    interface Rerank {
        /**
         * The new rank.
         *
         * @param newcomer as it is now
         * @param priorityBefore another than it has now
         */
        Ranked again(Newcomer newcomer, Ranked before, int priorityBefore);
    }
}
