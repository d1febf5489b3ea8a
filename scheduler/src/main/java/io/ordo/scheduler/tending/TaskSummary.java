package io.ordo.scheduler.tending;

import io.ordo.scheduler.task.Status;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task in a list.
 *
 * @param tenant on whose account it runs
 * @param counted attempts that succeeded or failed
 * @param reason a stable word for how it failed; null otherwise
 * @param retryOf the ended task it does again
 * @param endedAt when its status became final
 */
public record TaskSummary(
        UUID id,
        String queue,
        Status status,
        int priority,
        @Nullable String tenant,
        @Nullable UUID job,
        @Nullable String hash,
        @Nullable UUID retryOf,
        int counted,
        @Nullable String reason,
        Instant createdAt,
        @Nullable Instant endedAt) {}
