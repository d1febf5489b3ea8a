package io.ordo.api.queue;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task handed to a worker under a lease.
 *
 * @param ownerId the tenant on whose account the task runs
 * @param timeout seconds the attempt may take; the worker ends it then
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record PoppedTask(
        UUID id,
        String queue,
        @Nullable UUID jobId,
        @Nullable String ownerId,
        int priority,
        JsonNode payload,
        BigDecimal timeout,
        @Nullable Instant plannedAt,
        Instant createdAt,
        LeaseView lease) {}
