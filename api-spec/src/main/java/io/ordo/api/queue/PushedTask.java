package io.ordo.api.queue;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task that was pushed.
 *
 * @param status {@code queued}, or {@code pending} when it may not be popped yet
 * @param changed whether a queued task of the same identity was changed instead of making one
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record PushedTask(
        UUID id,
        String queue,
        String status,
        @Nullable String ownerId,
        int priority,
        @Nullable String hash,
        boolean changed,
        Instant createdAt) {}
