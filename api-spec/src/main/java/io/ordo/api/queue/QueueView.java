package io.ordo.api.queue;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.ordo.api.RetryPolicyView;
import io.ordo.api.flow.RateView;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A queue as it is.
 *
 * @param ranker the name of the ranker that orders it
 * @param maxsize the most queued tasks, 0 for no limit
 * @param lease seconds a lease lasts whose holder asks for no length
 * @param maxDeaths how many holders a task may outlive before it is failed
 * @param retryPolicy of pushed tasks that bring none
 * @param timeout seconds an attempt of a pushed task may take that says nothing of it
 * @param concurrency the most tasks under a lease at once; null for no limit
 * @param rate how fast tasks may be popped; null for no limit
 * @param itemSchema the JSON Schema of its payloads; null for any payload
 * @param kat what makes it a queue of OpenKAT; null for any other
 * @param events whether the moves of its tasks are told as events
 * @param dispatch whether the scheduler pushes its tasks to their targets, and no worker pops them
 * @param paused since when and why it serves nobody; null while it serves
 * @param size queued tasks, exact up to 100 000
 * @param pending tasks that wait for their time, exact up to 100 000
 * @param estimated whether size or pending is more than that, and so an estimate
 * @param leased tasks that are dispatched or running
 * @param firstCreatedAt when the task was made that stands first; null when none is queued
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record QueueView(
        String id,
        String ranker,
        int maxsize,
        boolean allowReplace,
        boolean allowUpdates,
        boolean allowPriorityUpdates,
        BigDecimal lease,
        int maxDeaths,
        RetryPolicyView retryPolicy,
        BigDecimal timeout,
        @Nullable Integer concurrency,
        @Nullable RateView rate,
        @Nullable JsonNode itemSchema,
        @Nullable KatView kat,
        boolean events,
        boolean dispatch,
        @Nullable PauseView paused,
        long size,
        long pending,
        boolean estimated,
        long leased,
        @Nullable Instant firstCreatedAt,
        Instant createdAt,
        Instant updatedAt) {
    /**
     * What makes a queue one of OpenKAT's.
     *
     * @param item one of {@code boefje, normalizer, report, any}
     * @param makesSchedules whether a push keeps a schedule of the same identity
     * @param rescheduleAfter seconds after which its work is due again by itself; null for never
     */
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record KatView(
            String item, boolean makesSchedules, @Nullable BigDecimal rescheduleAfter) {}

    /** A pause and what was said of it. */
    @Serdeable
    public record PauseView(Instant since, @Nullable String note) {}
}
