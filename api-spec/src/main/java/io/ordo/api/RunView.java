package io.ordo.api;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task of a job with its attempts: what the jobs API calls a run.
 *
 * @param status {@code pending}, {@code retry}, {@code running}, {@code success}, {@code failed} or {@code cancelled}
 * @param plannedAt the planned time it stands for; null when it was asked for by hand
 * @param startedAt when the last attempt started
 * @param finishedAt when the run ended
 * @param logs what the last attempt printed, cut to its first 64 KiB; whole at {@code /api/v1/runs/{id}/logs}
 * @param logsTruncated whether {@code logs} was cut
 * @param error why the last attempt failed
 * @param reason a stable word for how the run failed, {@code timeout} or {@code deadline_passed} for example
 * @param retryCount counted attempts beyond the first
 * @param result what the last attempt returned
 * @param progress in percent, as whoever executes it said last; null when nobody did
 * @param attempts every attempt, oldest first
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record RunView(
        UUID id,
        @Nullable UUID jobId,
        String status,
        @Nullable Instant plannedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String logs,
        boolean logsTruncated,
        @Nullable String error,
        @Nullable String reason,
        int retryCount,
        @Nullable JsonNode result,
        @Nullable Integer progress,
        List<AttemptView> attempts,
        Instant createdAt) {}
