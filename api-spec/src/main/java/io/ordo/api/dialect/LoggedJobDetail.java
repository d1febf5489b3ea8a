package io.ordo.api.dialect;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job of the cron log, and when it is due.
 *
 * @param lastRunAt the planned time of its newest task; null before the first
 * @param nextRunAt null while it is paused
 * @param nextRun the same, under its other name
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record LoggedJobDetail(
        UUID jobId,
        String name,
        String cron,
        @Nullable Instant lastRunAt,
        @Nullable Instant nextRunAt,
        JsonNode jobFields,
        @Nullable Instant nextRun) {}
