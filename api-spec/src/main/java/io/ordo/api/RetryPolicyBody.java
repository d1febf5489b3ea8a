package io.ordo.api;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The retry policy of a new or changed job; what is absent takes its default. */
@Serdeable(naming = SnakeCaseStrategy.class)
@Schema(name = "RetryPolicy")
public record RetryPolicyBody(
        @Nullable
        @Schema(
                description = "Attempts after the first has failed.",
                minimum = "0",
                maximum = "100",
                defaultValue = "3")
        Integer maxRetries,

        @Nullable
        @Schema(description = "Seconds (number), or 30s 5m 1h 1d, before the first retry.", defaultValue = "60")
        String retryDelay,

        @Nullable
        @Schema(
                description = "What each further delay is multiplied by.",
                minimum = "1",
                maximum = "10",
                defaultValue = "2")
        Double backoffFactor) {}
