package io.ordo.api.schedule;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A window of the past whose planned times get tasks.
 *
 * @param from the earliest planned time
 * @param to later than the latest
 * @param rerun whether those that ran are done again
 * @param rate the most tasks in a second
 * @param note why; null for no reason given
 * @param status {@code queued}, {@code running}, {@code paused}, {@code done}, {@code cancelled} or {@code failed}
 * @param reason why it failed: {@code job_ended} or {@code cannot_be_made}; null otherwise
 * @param total planned times in the window
 * @param done those that are dealt with
 * @param made those that got a task
 * @param ran those that had one, or went to another's, and were left alone
 * @param open those that were left to the planner, which had not decided them
 * @param askedBy whose key it was
 * @param startedAt null while nobody was at it
 * @param endedAt null while it is not over
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record BackfillView(
        UUID id,
        UUID jobId,
        Instant from,
        Instant to,
        boolean rerun,
        BigDecimal rate,
        @Nullable String note,
        String status,
        @Nullable String reason,
        int total,
        int done,
        int made,
        int ran,
        int open,
        String askedBy,
        Instant askedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {}
