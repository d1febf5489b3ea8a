package io.ordo.api.task;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was said of a task under a lease that was gone. It moved nothing.
 *
 * @param fence the fence it was said with
 * @param outcome {@code succeeded} or {@code failed}
 * @param log its first 65 536 characters
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record LateResultView(
        long fence,
        String outcome,
        @Nullable String reason,
        @Nullable String error,
        @Nullable Integer exitCode,
        @Nullable JsonNode result,
        @Nullable String log,
        Instant receivedAt) {}
