package io.ordo.api.queue;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of one lease a holder asked to extend.
 *
 * @param status 200 when it was extended, 409 when it is gone: the holder then stops the work
 * @param code {@code stale_fence} when gone, otherwise null
 * @param expiresAt the new end, on the database's clock; null when gone
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record ExtendedLease(
        UUID taskId,
        long fence,
        int status,
        @Nullable String code,
        @Nullable Instant expiresAt) {}
