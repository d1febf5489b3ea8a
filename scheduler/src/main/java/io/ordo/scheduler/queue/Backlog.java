package io.ordo.scheduler.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a queue stands at a moment.
 *
 * @param queued tasks that can be popped
 * @param pending tasks that wait for their time
 * @param isEstimated whether one of these is beyond {@link #EXACT}, and about right
 * @param leased tasks that are dispatched or running
 * @param firstCreatedAt when the task was made that stands first; null when none is queued
 */
public record Backlog(
        long queued,
        long pending,
        boolean isEstimated,
        long leased,
        @Nullable Instant firstCreatedAt) {
    /** So many tasks are counted one by one; how many more there are is estimated. */
    public static final int EXACT = 100_000;

    /** Tasks that have not ended. */
    public long live() {
        return queued + pending + leased;
    }
}
