package io.ordo.api.queue;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended.
 *
 * @param fence the fence the task was popped with
 * @param outcome {@code succeeded} or {@code failed}
 * @param result what the work returned, any JSON
 * @param error why it failed, in words, at most 4 000 characters
 * @param reason a stable word for how it failed: {@code timeout}, {@code output_limit}, {@code exit_code},
 *     {@code bad_payload}, {@code unsupported}, {@code worker_error}; at most 64 characters
 * @param retryable whether another attempt may help; true when absent
 * @param exitCode the exit code of the child process, where there was one
 * @param log what the work printed
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record SettleBody(
        long fence,
        String outcome,
        @Nullable JsonNode result,
        @Nullable String error,
        @Nullable String reason,
        @Nullable Boolean retryable,
        @Nullable Integer exitCode,
        @Nullable String log) {}
