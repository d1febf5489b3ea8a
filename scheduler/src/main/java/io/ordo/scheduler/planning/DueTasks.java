package io.ordo.scheduler.planning;

import io.ordo.scheduler.queue.Place;
import io.ordo.scheduler.ranking.Newcomer;
import io.ordo.scheduler.task.Ranked;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Pending tasks whose time has come, each seen by one promoter at a time. */
public interface DueTasks {
    /**
     * Moves due tasks from pending to queued, longest due first, skipping those another scheduler is moving, all in
     * one transaction.
     *
     * @param limit the most tasks to move
     * @param rank where each will stand, in their order
     * @return the tasks moved, with their places
     */
    List<Promoted> promote(int limit, Function<List<DueTask>, List<Ranked>> rank);

    /**
     * A task whose time has come.
     *
     * @param newcomer what is known of it; it arrives when it became due
     */
    record DueTask(UUID id, Newcomer newcomer) {}

    /**
     * A task that is queued now.
     *
     * @param gates of its limits; when it has any, it stands behind the first
     */
    record Promoted(String queue, Place place, List<String> gates) {
        public Promoted {
            gates = List.copyOf(gates);
        }
    }
}
