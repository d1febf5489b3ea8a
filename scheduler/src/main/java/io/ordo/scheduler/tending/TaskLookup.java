package io.ordo.scheduler.tending;

import io.ordo.scheduler.queue.Place;
import io.ordo.scheduler.task.Task;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tasks for looking through, live and ended. */
public interface TaskLookup {
    /**
     * Tasks, newest first.
     *
     * @param before exclusive; null for the newest
     */
    List<TaskSummary> list(TaskFilter filter, Scope scope, @Nullable UUID before, int limit);

    /** These tasks, in no order; those there are none of are left out. */
    List<Task> tasks(Collection<UUID> ids);

    /** What ties a task to time and to others; empty when there is no such task. */
    Optional<TaskTies> ties(UUID task);

    /** What was said of a task too late, newest first. */
    List<LateResult> lateResults(UUID task, int limit);

    /**
     * What can be popped from a queue, in the order it is popped in.
     *
     * @param after exclusive; null for the first
     */
    List<QueuedTask> queued(String queue, @Nullable Place after, int limit);

    /** How many tasks stand no later than a place. */
    long ahead(String queue, Place place);

    /** Who made a task more or less urgent, newest first. */
    List<PriorityChange> priorityChanges(UUID task, int limit);
}
