package io.ordo.api.task;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A queued task in the order of its queue.
 *
 * @param position how many are popped no later than it, itself included: 1 is next
 * @param rank what the order follows, lowest first
 * @param ownerId the tenant on whose account it runs
 * @param counted attempts that failed so far
 * @param deadline by when it should have finished; if it still waits then, it fails; null for none
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record QueuedTaskView(
        UUID id,
        long position,
        long rank,
        int priority,
        @Nullable String ownerId,
        @Nullable String hash,
        int counted,
        @Nullable Instant deadline,
        Instant createdAt) {}
