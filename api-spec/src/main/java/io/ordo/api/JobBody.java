package io.ordo.api;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A new job, or the fields of a job to change. Name and schedule are required for a new one. */
@Serdeable(naming = SnakeCaseStrategy.class)
public record JobBody(
        @Nullable @Schema(minLength = 1, maxLength = 255) String name,

        @Nullable
        @Schema(
                description = "Cron with five fields or @daily and its kin, an ISO date-time, or an interval"
                        + " such as 30s 5m 1h 1d.",
                example = "*/5 * * * *")
        String scheduleExpr,

        @Nullable @Schema(description = "IANA time zone.", defaultValue = "UTC")
        String timezone,

        @Nullable @Schema(type = "object", additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
        JsonNode payload,

        @Nullable RetryPolicyBody retryPolicy,

        @Nullable @Schema(description = "The tenant it runs for.", maxLength = 100)
        String ownerId,

        @Nullable
        @Schema(
                allowableValues = {"active", "paused", "completed"},
                defaultValue = "active")
        String status,

        @Nullable @Schema(description = "The queue its tasks wait in.", defaultValue = "default")
        String queue,

        @Nullable @Schema(description = "1 is most urgent.", minimum = "1", maximum = "5", defaultValue = "3")
        Integer priority,

        @Nullable
        @Schema(description = "Seconds (number), or 30s 5m 1h 1d, one attempt may take.", defaultValue = "300")
        String timeout,

        @Nullable
        @Schema(description = "Seconds (number), or 30s 5m 1h 1d, after its due time within which a task must start.")
        String deadline) {}
