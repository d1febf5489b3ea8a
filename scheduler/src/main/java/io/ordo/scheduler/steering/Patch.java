package io.ordo.scheduler.steering;

import io.ordo.scheduler.task.Status;
import io.ordo.scheduler.task.Task;
import io.ordo.scheduler.work.Work;
import org.jspecify.annotations.Nullable;

/**
 * What is to be different about a task.
 *
 * @param status where it shall stand; null for where it stands
 * @param priority null for the one it has
 * @param payload null for the one it has
 * @param fence of the lease the sender holds; null when it knows none
 */
public record Patch(
        @Nullable Status status,
        @Nullable Integer priority,
        @Nullable String payload,
        @Nullable Long fence) {
    boolean changesTheTask() {
        return priority != null || payload != null;
    }

    Task applied(Task task) {
        var work = task.work();
        var patched = new Work(
                work.queue(),
                work.tenant(),
                priority == null ? work.priority() : priority,
                payload == null ? work.payload() : payload,
                work.retry(),
                work.timeout());
        return new Task(task.id(), task.source(), patched, task.hash(), task.createdAt());
    }
}
