package io.ordo.api.task;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task that failed for good.
 *
 * @param ownerId the tenant on whose account it ran
 * @param reason a stable word for how it failed
 * @param error what its last attempt said; null when it said nothing, or there was none
 * @param counted attempts that failed
 * @param retriedAs the newest task that does it again; null when there is none
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record DeadLetterView(
        UUID id,
        String queue,
        @Nullable UUID jobId,
        @Nullable String ownerId,
        int priority,
        String reason,
        @Nullable String error,
        int counted,
        @Nullable UUID retriedAs,
        Instant createdAt,
        Instant endedAt) {}
