package io.ordo.scheduler.tending;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What ties a task to time and to other tasks.
 *
 * @param due when a pending task is due; null when it is not pending, and when only something else than time makes it
 *     due
 * @param deadline by when a live task should have finished; if it still waits then, it fails; null when it has none or
 *     has started
 * @param after the tasks it waits or waited for, in the order of their ids
 * @param retriedAs the newest task that does it again; null when there is none
 * @param lateResults how often something was said under a lease of it that was gone
 */
public record TaskTies(
        @Nullable Instant due,
        @Nullable Instant deadline,
        List<UUID> after,
        @Nullable UUID retriedAs,
        int lateResults) {
    public TaskTies {
        after = List.copyOf(after);
    }
}
