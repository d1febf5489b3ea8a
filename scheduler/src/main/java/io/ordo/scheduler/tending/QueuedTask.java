package io.ordo.scheduler.tending;

import io.ordo.scheduler.queue.Place;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A queued task in its queue's order.
 *
 * @param tenant on whose account it runs
 * @param counted attempts that succeeded or failed
 * @param deadline by when it should have finished; if it still waits then, it fails; null for none
 */
public record QueuedTask(
        Place place,
        int priority,
        @Nullable String tenant,
        @Nullable String hash,
        int counted,
        @Nullable Instant deadline,
        Instant createdAt) {}
