package io.ordo.scheduler.steering;

import io.ordo.scheduler.task.Status;
import org.jspecify.annotations.Nullable;

/**
 * What is to be different about a task.
 *
 * @param status where it shall stand; null for where it stands
 * @param priority null for the one it has
 * @param payload null for the one it has
 * @param fence of the lease the sender holds; null when it knows none
 * @param by who sends it
 */
public record Patch(
        @Nullable Status status,
        @Nullable Integer priority,
        @Nullable String payload,
        @Nullable Long fence,
        String by) {
    boolean changesTheTask() {
        return priority != null || payload != null;
    }
}
