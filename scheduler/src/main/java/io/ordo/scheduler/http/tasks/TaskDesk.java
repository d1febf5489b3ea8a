package io.ordo.scheduler.http.tasks;

import io.ordo.scheduler.task.Status;
import io.ordo.scheduler.task.TaskHistory;
import io.ordo.scheduler.task.Tasks;
import io.ordo.scheduler.tending.Prioritiser;
import io.ordo.scheduler.tending.Scope;
import io.ordo.scheduler.tending.TaskLookup;
import io.ordo.scheduler.tending.TaskTies;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;

/** Finds single tasks, and changes them. */
@Singleton
final class TaskDesk {
    /** Nobody loses so many races for one task. */
    private static final int MOST_MOVES = 100;

    private final Tasks tasks;
    private final TaskLookup lookup;
    private final Prioritiser prioritiser;

    TaskDesk(Tasks tasks, TaskLookup lookup, Prioritiser prioritiser) {
        this.tasks = tasks;
        this.lookup = lookup;
        this.prioritiser = prioritiser;
    }

    TaskLookup lookup() {
        return lookup;
    }

    <T> Optional<T> find(UUID task, BiFunction<TaskHistory, TaskTies, T> view) {
        return tasks.find(task).flatMap(history -> lookup.ties(task).map(ties -> view.apply(history, ties)));
    }

    /**
     * Gives a task that waits another priority. One that moves from one place to the next in that very moment is tried
     * again.
     *
     * @return where it stands; it was changed if that is where tasks wait. Empty when there is no such task
     */
    Optional<Status> prioritise(UUID task, int priority, String by) {
        for (int moves = 0; moves < MOST_MOVES; moves++) {
            if (prioritiser.set(task, priority, by)) {
                return Optional.of(Status.QUEUED);
            }
            var status = tasks.find(task).map(TaskHistory::status);
            if (status.filter(Scope.WAITING::includes).isEmpty()) {
                return status;
            }
        }
        throw new IllegalStateException("task " + task + " waits, and in no place");
    }
}
