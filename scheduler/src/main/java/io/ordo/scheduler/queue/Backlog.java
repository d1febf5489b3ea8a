package io.ordo.scheduler.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a queue stands at a moment.
 *
 * @param queued tasks that can be popped
 * @param pending tasks that wait for their time
 * @param leased tasks that are dispatched or running
 * @param oldest when the oldest queued task was made; null when none is queued
 * @param lastActivity when a task was last pushed or popped; null when never
 */
public record Backlog(
        long queued,
        long pending,
        long leased,
        @Nullable Instant oldest,
        @Nullable Instant lastActivity) {}
