package io.ordo.api.kat;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task as OpenKAT knows it.
 *
 * @param schedulerId its queue
 * @param scheduleId the schedule it was made for or that its push keeps; always there, null for none
 * @param organisation the tenant
 * @param status one of {@code pending, queued, dispatched, running, completed, failed, cancelled}
 * @param type {@code boefje}, {@code normalizer} or {@code report}
 * @param hash its identity, 32 hexadecimal digits
 * @param modifiedAt when it last moved
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record KatTask(
        UUID id,
        String schedulerId,
        @Nullable UUID scheduleId,
        String organisation,
        int priority,
        String status,
        String type,
        @Nullable String hash,
        JsonNode data,
        Instant createdAt,
        Instant modifiedAt) {}
