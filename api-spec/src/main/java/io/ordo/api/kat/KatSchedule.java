package io.ordo.api.kat;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as OpenKAT knows it.
 *
 * @param schedulerId the queue its tasks wait in
 * @param organisation the tenant
 * @param hash the identity of its work, 32 hexadecimal digits unless somebody chose another
 * @param data the data of its tasks
 * @param enabled whether it makes tasks
 * @param schedule a cron expression in UTC; null for due at its deadline alone
 * @param deadlineAt when it is due next; null when nobody knows
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record KatSchedule(
        UUID id,
        String schedulerId,
        String organisation,
        @Nullable String hash,
        JsonNode data,
        boolean enabled,
        @Nullable String schedule,
        @Nullable Instant deadlineAt,
        Instant createdAt,
        Instant modifiedAt) {}
