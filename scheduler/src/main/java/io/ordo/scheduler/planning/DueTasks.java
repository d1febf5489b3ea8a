package io.ordo.scheduler.planning;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.ToLongFunction;

/** Pending tasks whose time has come, each seen by one promoter at a time. */
public interface DueTasks {
    /**
     * Moves due tasks from pending to queued, longest due first, skipping those another scheduler is moving, all in
     * one transaction.
     *
     * @param limit the most tasks to move
     * @param rank where each will stand
     * @return the tasks moved
     */
    List<DueTask> promote(int limit, ToLongFunction<DueTask> rank);

    /**
     * A task whose time has come.
     *
     * @param seq settles ties in rank
     * @param due since when, on the database's clock
     * @param ranker the name of its queue's ranker
     */
    record DueTask(UUID id, long seq, String queue, String ranker, Instant due, int priority) {}
}
