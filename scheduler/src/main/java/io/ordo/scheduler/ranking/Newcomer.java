package io.ordo.scheduler.ranking;

import io.ordo.scheduler.task.NewTask;
import io.ordo.scheduler.task.Task;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a task that comes to be queued.
 *
 * @param task which it is
 * @param tenant on whose account; null for nobody's, who has no debt
 * @param arrival when it became due, on the database's clock
 * @param created when it was first submitted
 * @param dataAt when its data came to be; null when nobody said
 * @param deadline by when it should have finished; if it still waits then, it fails; null for none
 * @param failures how many of its attempts have failed
 * @param sort what tells its sort of work from others: its job, or else its identity; null when it is of no sort
 */
public record Newcomer(
        UUID task,
        String queue,
        @Nullable String tenant,
        int priority,
        Instant arrival,
        Instant created,
        @Nullable Instant dataAt,
        @Nullable Instant deadline,
        int failures,
        @Nullable String sort) {
    /** A task that is made and queued at once. */
    static Newcomer of(NewTask made) {
        var task = made.task();
        var work = task.work();
        return new Newcomer(
                task.id(),
                work.queue(),
                work.tenant(),
                work.priority(),
                made.due(),
                task.createdAt(),
                task.source().dataAt(),
                made.deadline(),
                0,
                sort(task));
    }

    /** A task that is queued although its time had not come. */
    public static Newcomer of(Task task, Instant arrival, @Nullable Instant deadline, int failures) {
        var work = task.work();
        return new Newcomer(
                task.id(),
                work.queue(),
                work.tenant(),
                work.priority(),
                arrival,
                task.createdAt(),
                task.source().dataAt(),
                deadline,
                failures,
                sort(task));
    }

    /** What tells a task's sort of work from others. */
    public static @Nullable String sort(Task task) {
        return task.job() == null ? task.hash() : task.job().toString();
    }
}
