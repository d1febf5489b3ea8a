package io.ordo.api.task;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.ordo.api.AttemptView;
import io.ordo.api.RetryPolicyView;
import io.ordo.api.flow.ConcurrencyView;
import io.ordo.api.schedule.TargetView;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task with everything that became of it.
 *
 * @param status one of {@code pending, queued, dispatched, running, completed, failed, cancelled}
 * @param reason a stable word for how it failed; null otherwise
 * @param ownerId the tenant on whose account it runs
 * @param plannedAt the planned time of its job it stands for
 * @param retryOf the ended task it does again
 * @param retriedAs the newest task that does this one again
 * @param after the tasks it waits or waited for
 * @param timeout seconds an attempt may take
 * @param target where it is pushed; null for one that workers pop
 * @param concurrency how many of its kind may be under way at once; null for any number
 * @param dueAt when a pending task is due; null when it is not pending or no time makes it due
 * @param deadline by when it should have finished; if it still waits then, it fails; null when it has none, or has
 *     started
 * @param dataAt when its data came to be; null when nobody said
 * @param counted attempts that succeeded or failed
 * @param progress in percent, as whoever executes it said last; null when nobody did
 * @param attempts oldest first
 * @param lateResults how often something was said under a lease of it that was gone
 * @param endedAt when its status became final
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record TaskDetail(
        UUID id,
        String queue,
        String status,
        @Nullable String reason,
        int priority,
        @Nullable String ownerId,
        @Nullable UUID jobId,
        @Nullable Instant plannedAt,
        @Nullable String hash,
        @Nullable UUID retryOf,
        @Nullable UUID retriedAs,
        List<UUID> after,
        JsonNode payload,
        RetryPolicyView retryPolicy,
        BigDecimal timeout,
        @Nullable TargetView target,
        @Nullable ConcurrencyView concurrency,
        @Nullable Instant dueAt,
        @Nullable Instant deadline,
        @Nullable Instant dataAt,
        int counted,
        @Nullable Integer progress,
        List<AttemptView> attempts,
        int lateResults,
        Instant createdAt,
        @Nullable Instant endedAt) {}
