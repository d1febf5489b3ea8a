package io.ordo.scheduler.task;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task with what became of it so far.
 *
 * @param counted attempts that succeeded or failed; lost and released ones are not counted
 * @param reason a stable word for how it failed; null otherwise
 * @param endedAt when its status became final
 * @param attempts oldest first
 */
public record TaskHistory(
        Task task,
        Status status,
        int counted,
        @Nullable String reason,
        @Nullable Instant endedAt,
        List<Attempt> attempts) {
    public TaskHistory {
        attempts = List.copyOf(attempts);
    }
}
