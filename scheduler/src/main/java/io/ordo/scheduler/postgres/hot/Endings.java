package io.ordo.scheduler.postgres.hot;

import io.ordo.scheduler.claiming.Settled;
import io.ordo.scheduler.claiming.Settlement;
import io.ordo.scheduler.lease.LeaseKey;
import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.FieldArrays;
import io.ordo.scheduler.postgres.LockOrder;
import io.ordo.scheduler.postgres.RankedRows;
import io.ordo.scheduler.task.Status;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ends attempts: the outcomes decide, and one statement makes all the moves. */
final class Endings {
    private final Database database;
    private final Verdicts verdicts;
    private final EarlierEndings earlier;

    Endings(Database database) {
        this.database = database;
        this.verdicts = new Verdicts(database);
        this.earlier = new EarlierEndings(database);
    }

    /** What came of each, in their order. Of several for one lease the first counts. */
    List<Settled> settle(List<Settlement> settlements) {
        return database.atomically(() -> {
            var first = new LinkedHashMap<LeaseKey, Settlement>();
            settlements.forEach(settlement -> first.putIfAbsent(settlement.key(), settlement));
            var moved = end(verdicts.on(List.copyOf(first.values())));
            var answers = new ArrayList<@Nullable Settled>();
            settlements.forEach(settlement -> answers.add(moved.remove(settlement.key())));
            return earlier.completed(answers, settlements);
        });
    }

    /**
     * Each lease goes, its attempt stays, and the task stands where the move leads; the end of one that ends is in
     * the attempt. A task that is queued again keeps its identity unless another took it meanwhile. Locks in the
     * order of the tasks, which the arrays are in, and then the intake of queues in their order, for tasks that have
     * an identity. Index: lease's primary key, once a row, and ready_hash for an identity.
     */
    static final String END = """
            WITH said AS MATERIALIZED (
                SELECT task_id, fence, ending, reason, error, exit_code, result, log, moved_to, backoff, gate
                FROM unnest(
                    (SELECT cast(? AS uuid[])), cast(? AS bigint[]), cast(? AS text[]), cast(? AS text[]),
                    cast(? AS text[]), cast(? AS integer[]), cast(? AS text[]), cast(? AS text[]), cast(? AS text[]),
                    cast(? AS bigint[]), cast(? AS text[]))
                    AS said (task_id, fence, ending, reason, error, exit_code, result, log, moved_to, backoff, gate)
            ), settled AS (
                DELETE FROM lease
                USING said
                WHERE lease.task_id = said.task_id
                  AND lease.fence = said.fence
                RETURNING lease.task_id, lease.fence, holder, queue, rank, seq, counted, deaths, pops, deadline_at,
                          hash, tenant, priority, arrived_at, ranker, expected_millis, level, offsets, limits,
                          popped_at,
                          started_at, ending, reason, error, exit_code, result, log, moved_to, backoff, gate
            ), retried AS (
                INSERT INTO waiting (task_id, queue, due_at, seq, counted, deaths, pops, hash)
                SELECT task_id, queue, app_now() + backoff * interval '1 millisecond', seq, counted + 1, deaths, pops,
                       hash
                FROM settled
                WHERE moved_to = 'pending'
            ), released AS (
                INSERT INTO ready (
                    task_id, queue, rank, seq, counted, deaths, pops, deadline_at, hash, tenant, priority, arrived_at,
                    ranker, expected_millis, level, offsets, limits, gate)
                SELECT task_id, queue, rank, seq, counted, deaths, pops,
                       CASE WHEN started_at IS NULL THEN deadline_at END, free_hash(queue, hash), tenant, priority,
                       arrived_at, ranker, expected_millis, level, offsets, limits,
                       coalesce(gate, limits[1], limits[2])
                FROM settled
                WHERE moved_to = 'queued'
                ORDER BY queue, seq
            ), recorded AS (
                INSERT INTO attempt (
                    task_id, fence, holder, ending, reason, error, exit_code, result, log, moved_to, counted,
                    end_reason, rank, arrived_at, ranker, expected_millis, offsets, deadline_at, popped_at, started_at,
                    ended_at)
                SELECT task_id, fence, holder, ending, reason, error, exit_code, cast(result AS jsonb), log, moved_to,
                       CASE WHEN moved_to IN ('completed', 'failed') THEN counted + 1 END,
                       CASE WHEN moved_to = 'failed' THEN coalesce(reason, 'failed') END,
                       rank, arrived_at, ranker, expected_millis, offsets, deadline_at, popped_at, started_at, app_now()
                FROM settled
            )
            SELECT task_id, fence, queue, rank, seq, moved_to, coalesce(gate, limits[1], limits[2]) AS gate, limits,
                   tenant, level, expected_millis,
                   cast(extract(epoch FROM app_now() - coalesce(started_at, popped_at)) * 1000 AS bigint) AS ran_millis
            FROM settled
            """;

    private Map<LeaseKey, Settled> end(List<Verdict> verdicts) {
        var moved = new HashMap<LeaseKey, Settled>();
        database.query(END, statement -> set(statement, verdicts), row -> moved.put(Columns.leaseKey(row), moved(row)));
        return moved;
    }

    private static void set(PreparedStatement statement, List<Verdict> verdicts) throws SQLException {
        FieldArrays.of(
                        statement,
                        1,
                        LockOrder.of(verdicts, verdict -> verdict.key().task()))
                .withUuids(verdict -> verdict.key().task())
                .withLongs(verdict -> verdict.key().fence())
                .withTexts(verdict -> verdict.report().outcome().ending().word())
                .withTexts(verdict -> verdict.report().reason())
                .withTexts(verdict -> verdict.report().error())
                .withIntegers(verdict -> verdict.report().exitCode())
                .withTexts(verdict -> verdict.report().result())
                .withTexts(verdict -> verdict.report().log())
                .withTexts(verdict -> verdict.move().to().word())
                .withMillis(Verdict::backoff)
                .withTexts(Verdict::gate);
    }

    private static Settled moved(ResultSet row) throws SQLException {
        var status = Status.ofWord(row.getString("moved_to"));
        boolean isOpen = status == Status.QUEUED && row.getString("gate") == null;
        var place = isOpen ? Columns.place(row) : null;
        var ran = Duration.ofMillis(Math.max(0, row.getLong("ran_millis")));
        return new Settled.Moved(
                status,
                row.getString("queue"),
                place,
                new Settled.Attempted(RankedRows.charge(row), ran, Columns.limits(row)));
    }
}
