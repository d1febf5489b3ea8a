package io.ordo.scheduler.ranking;

import io.ordo.scheduler.queue.Place;
import io.ordo.scheduler.task.Ranked;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Queues whose tasks are to be ranked again, because they have another ranker now. */
public interface Rerankings {
    /**
     * Takes one of them that nobody else is at, and ranks the next of its tasks again whose rank another ranker made,
     * in their order; those being moved by somebody else are left for the next walk through the queue. It is over when
     * a walk finds none, and every scheduler has had time to learn of the new ranker.
     *
     * @param most how many tasks at a time
     * @param again the new rank of a task that had this one
     * @return empty when there is nothing to do
     */
    Optional<Stretch> next(int most, CurrentRanker current, BiFunction<Newcomer, Ranked, Ranked> again);

    /** Which ranker a queue has. */
    @FunctionalInterface
    interface CurrentRanker {
        long of(String queue);
    }

    /** Some tasks that were ranked again, where they stand now. */
    record Stretch(String queue, List<Place> places) {}
}
