package io.ordo.scheduler.postgres.hot;

import io.ordo.scheduler.lease.LeaseKey;
import io.ordo.scheduler.task.Move;
import io.ordo.scheduler.task.Report;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where a settlement moves its task.
 *
 * @param backoff until the next attempt; zero for a move that leads to none
 * @param gate behind which the task waits in its queue; null for none
 */
record Verdict(
        LeaseKey key,
        Report report,
        Move move,
        Duration backoff,
        @Nullable String gate) {}
