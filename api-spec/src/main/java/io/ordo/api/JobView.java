package io.ordo.api;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.ordo.api.flow.ConcurrencyView;
import io.ordo.api.schedule.CatchUpView;
import io.ordo.api.schedule.DstView;
import io.ordo.api.schedule.JobPauseView;
import io.ordo.api.schedule.TargetView;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job as the jobs API shows it.
 *
 * @param scheduleExpr the schedule as it was written: cron, ISO date-time or interval
 * @param timezone the IANA zone in which a cron expression or a date-time without offset is read
 * @param payload what the executing worker is given
 * @param ownerId the tenant on whose account the job runs
 * @param status {@code active}, {@code paused} or {@code completed}
 * @param origin the dialect the job was made in; {@code native} for the jobs API
 * @param key what it is called in that dialect, unique among the jobs of it; null for nothing
 * @param queue the queue its tasks wait in
 * @param priority 1 (most urgent) to 5
 * @param timeout seconds one attempt may take
 * @param deadline seconds after its due time by which a task should have finished; if it still waits then, it
 *     fails; null for none
 * @param startAt no planned time is earlier, and an interval begins there; null for no bound
 * @param endAt no planned time is later; null for no bound
 * @param spread seconds its due times are moved at most behind its planned times, always as far
 * @param overlap what becomes of a planned time while a task of the job lives: {@code allow}, {@code skip},
 *     {@code queue_one} or {@code cancel_old}
 * @param target where its tasks are pushed; null for workers that pop them
 * @param concurrency how many of its kind may be under way at once; null for any number
 * @param template it was made of; null for none
 * @param paused who paused it and why; null for one that nobody paused by that verb
 * @param lastRun the planned time of the newest task made by the schedule
 * @param nextRun when the job is due next; null when paused or completed
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record JobView(
        UUID id,
        String name,
        String scheduleExpr,
        String timezone,
        JsonNode payload,
        RetryPolicyView retryPolicy,
        @Nullable String ownerId,
        String status,
        String origin,
        @Nullable String key,
        String queue,
        int priority,
        BigDecimal timeout,
        @Nullable BigDecimal deadline,
        @Nullable Instant startAt,
        @Nullable Instant endAt,
        BigDecimal spread,
        DstView dst,
        CatchUpView catchUp,
        String overlap,
        @Nullable TargetView target,
        @Nullable ConcurrencyView concurrency,
        @Nullable String template,
        @Nullable JobPauseView paused,
        @Nullable Instant lastRun,
        @Nullable Instant nextRun,
        Instant createdAt,
        Instant updatedAt) {}
