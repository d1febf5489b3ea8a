package io.ordo.scheduler.postgres.hot;

import io.ordo.scheduler.claiming.Settlement;
import io.ordo.scheduler.lease.LeaseKey;
import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.FieldArrays;
import io.ordo.scheduler.task.Outcome;
import io.ordo.scheduler.work.RetryPolicy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lets the outcomes decide, which for failures depends on what the task has behind it. */
final class Verdicts {
    private final Database database;

    Verdicts(Database database) {
        this.database = database;
    }

    /** The verdict on each, in their order, but for failures under a lease that is gone. */
    List<Verdict> on(List<Settlement> settlements) {
        var failed = settlements.stream().filter(Verdicts::mayBeRetried).toList();
        var pasts = failed.isEmpty() ? Map.<LeaseKey, Past>of() : pasts(failed);
        return settlements.stream()
                .flatMap(settlement -> on(settlement, pasts).stream())
                .toList();
    }

    private static boolean mayBeRetried(Settlement settlement) {
        return settlement.report().outcome() instanceof Outcome.Failed;
    }

    private static Optional<Verdict> on(Settlement settlement, Map<LeaseKey, Past> pasts) {
        var past = mayBeRetried(settlement) ? pasts.get(settlement.key()) : Past.NO_MATTER;
        return Optional.ofNullable(past).map(known -> known.verdict(settlement));
    }

    /**
     * Locks the leases against the reaper, a cancel and another settlement, in the order of their tasks. Index: the
     * primary keys of lease and task.
     */
    private static final String HOLD = """
            SELECT lease.task_id, lease.fence, lease.counted, max_retries, retry_delay_millis, backoff_factor
            FROM lease
            JOIN unnest((SELECT cast(? AS uuid[])), cast(? AS bigint[])) AS asked (task_id, fence)
              ON asked.task_id = lease.task_id
             AND asked.fence = lease.fence
            JOIN task ON task.id = lease.task_id
            ORDER BY lease.task_id
            FOR UPDATE OF lease
            """;

    private Map<LeaseKey, Past> pasts(List<Settlement> failed) {
        var pasts = new HashMap<LeaseKey, Past>();
        database.query(
                HOLD,
                statement -> FieldArrays.of(statement, 1, failed)
                        .withUuids(settlement -> settlement.key().task())
                        .withLongs(settlement -> settlement.key().fence()),
                row -> pasts.put(Columns.leaseKey(row), new Past(row.getInt("counted"), Columns.retry(row))));
        return pasts;
    }

    /**
     * What the decision needs to know.
     *
     * @param counted attempts that were counted before this one
     */
    private record Past(int counted, RetryPolicy retry) {
        /** Of outcomes that lead to one place only. */
        static final Past NO_MATTER = new Past(0, RetryPolicy.DEFAULT);

        Verdict verdict(Settlement settlement) {
            var report = settlement.report();
            var move = report.outcome().move(counted, retry);
            var pause =
                    report.outcome() instanceof Outcome.Failed failed ? failed.pause(counted, retry) : Duration.ZERO;
            var gate = report.outcome() instanceof Outcome.Released(String behind) ? behind : null;
            return new Verdict(settlement.key(), report, move, pause, gate);
        }
    }
}
