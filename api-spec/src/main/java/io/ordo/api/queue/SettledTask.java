package io.ordo.api.queue;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What came of one of several settlements.
 *
 * @param status 200, or 409 when the lease was gone
 * @param movedTo where the task stands now; null when the lease was gone
 * @param code {@code stale_fence} when the lease was gone; null otherwise
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record SettledTask(
        UUID taskId,
        long fence,
        int status,
        @Nullable String movedTo,
        @Nullable String code) {}
