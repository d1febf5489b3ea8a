package io.ordo.api.task;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task in a list.
 *
 * @param status one of {@code pending, queued, dispatched, running, completed, failed, cancelled}
 * @param reason a stable word for how it failed; null otherwise
 * @param ownerId the tenant on whose account it runs
 * @param retryOf the ended task it does again
 * @param counted attempts that succeeded or failed
 * @param endedAt when its status became final
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record TaskView(
        UUID id,
        String queue,
        String status,
        @Nullable String reason,
        int priority,
        @Nullable String ownerId,
        @Nullable UUID jobId,
        @Nullable String hash,
        @Nullable UUID retryOf,
        int counted,
        Instant createdAt,
        @Nullable Instant endedAt) {}
