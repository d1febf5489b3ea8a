package io.ordo.scheduler.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task about to be made.
 *
 * @param due when it may be popped; arrival in ranking
 * @param rank where it stands once due
 * @param deadline by when it must have been started; null for no limit
 */
public record NewTask(
        Task task, Instant due, long rank, @Nullable Instant deadline) {
    /** Whether it may be popped as soon as it is made. */
    public boolean isDue() {
        return !due.isAfter(task.createdAt());
    }
}
