package io.ordo.api;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try of a run under one lease.
 *
 * @param number counts from 1 in the order the task was popped
 * @param fence the fence of the lease it held
 * @param worker who popped it, when the holder said its name
 * @param outcome {@code succeeded}, {@code failed}, {@code released} (handed back, not counted), {@code lost} (the
 *     lease expired), {@code cancelled}; null while it runs
 * @param reason a stable word for how it failed, {@code timeout} for example
 * @param error what went wrong, in words
 * @param result what its work returned, or what its target answered; null when that was nothing
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record AttemptView(
        int number,
        long fence,
        @Nullable String worker,
        @Nullable String outcome,
        @Nullable String reason,
        @Nullable String error,
        @Nullable Integer exitCode,
        @Nullable JsonNode result,
        Instant poppedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {}
