package io.ordo.scheduler.steering;

import io.ordo.scheduler.queue.Place;
import io.ordo.scheduler.task.Ranked;
import io.ordo.scheduler.task.Withdrawn;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** What is done to tasks by their ids. Every verb is part of the transaction that is running. */
public interface Standings {
    /**
     * Where a task stands. It moves for nobody else until the transaction ends.
     *
     * @return empty when there is no such task
     */
    Optional<Standing> hold(UUID task);

    /**
     * Puts a queued task aside until somebody asks for it: no time makes it due.
     *
     * @return empty when it was not queued
     */
    Optional<Withdrawn> park(UUID task);

    /**
     * Queues a pending task, whatever it waits for.
     *
     * @param rank of a task that is queued at that moment: this one
     * @return where it stands now; empty when it was not pending
     */
    Optional<Place> unpark(UUID task, Function<Instant, Ranked> rank);
}
