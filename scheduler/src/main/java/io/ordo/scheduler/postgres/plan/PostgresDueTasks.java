package io.ordo.scheduler.postgres.plan;

import io.ordo.scheduler.planning.DueTasks;
import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.FieldArrays;
import io.ordo.scheduler.postgres.RankedRows;
import io.ordo.scheduler.ranking.Newcomer;
import io.ordo.scheduler.task.Ranked;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.function.Function;

/** Pending tasks that became due, locked while they move. */
public final class PostgresDueTasks implements DueTasks {
    private final Database database;

    public PostgresDueTasks(Database database) {
        this.database = database;
    }

    /**
     * Locks the places it takes, passing over those another promoter, a cancel or an expiry holds. Index:
     * waiting_due.
     */
    private static final String TAKE_DUE = """
            SELECT task_id
            FROM waiting
            WHERE due_at <= app_now()
            ORDER BY due_at
            LIMIT ?
            FOR UPDATE SKIP LOCKED
            """;

    /**
     * The places are locked already, by a statement of its own: so this one sees what those changed who held them
     * before. Index: the primary keys of waiting and task.
     */
    private static final String DUE = """
            SELECT waiting.task_id, seq, waiting.queue, due_at, tenant, priority, created_at, data_at,
                   deadline_at, waiting.counted, coalesce(cast(job_id AS text), task.hash) AS sort
            FROM waiting
            JOIN task ON task.id = waiting.task_id
            WHERE waiting.task_id = ANY (cast(? AS uuid[]))
            ORDER BY waiting.due_at
            """;

    @Override
    public List<Promoted> promote(int limit, Function<List<DueTask>, List<Ranked>> rank) {
        return database.atomically(() -> {
            var taken = database.query(
                    TAKE_DUE, statement -> statement.setInt(1, limit), row -> Columns.uuid(row, "task_id"));
            if (taken.isEmpty()) {
                return List.of();
            }
            var due = database.query(
                    DUE,
                    statement -> FieldArrays.of(statement, 1, taken).withUuids(Function.identity()),
                    row -> new DueTask(Columns.uuid(row, "task_id"), newcomer(row)));
            var ranks = rank.apply(due);
            return database.query(
                    PROMOTE,
                    statement -> set(statement, due, ranks),
                    row -> new Promoted(row.getString("queue"), Columns.place(row), Columns.limits(row)));
        });
    }

    private static Newcomer newcomer(ResultSet row) throws SQLException {
        return new Newcomer(
                Columns.uuid(row, "task_id"),
                row.getString("queue"),
                row.getString("tenant"),
                row.getInt("priority"),
                Columns.instant(row, "due_at"),
                Columns.instant(row, "created_at"),
                Columns.instantOrNull(row, "data_at"),
                Columns.instantOrNull(row, "deadline_at"),
                row.getInt("counted"),
                row.getString("sort"));
    }

    /**
     * The rows are locked already; then the intake of queues in their order, for tasks that have an identity. Index:
     * the primary keys of waiting and task.
     */
    private static final String PROMOTE = """
            WITH ranked AS MATERIALIZED (
                SELECT task_id, tenant, priority, rank, arrived_at, ranker, expected_millis, level, offsets
                FROM unnest(
                    cast(? AS uuid[]), cast(? AS text[]), cast(? AS integer[]), cast(? AS bigint[]),
                    cast(? AS timestamptz[]), cast(? AS bigint[]), cast(? AS bigint[]), cast(? AS integer[]),
                    cast(? AS text[]))
                    AS ranked (task_id, tenant, priority, rank, arrived_at, ranker, expected_millis, level, offsets)
            ), promoted AS (
                DELETE FROM waiting
                USING ranked
                WHERE waiting.task_id = ranked.task_id
                RETURNING waiting.task_id, queue, rank, seq, counted, deaths, pops, deadline_at, hash, tenant, priority,
                          arrived_at, ranker, expected_millis, level, offsets
            )
            INSERT INTO ready (
                task_id, queue, rank, seq, counted, deaths, pops, deadline_at, hash, tenant, priority, arrived_at,
                ranker, expected_millis, level, offsets, limits, gate)
            SELECT task_id, promoted.queue, rank, seq, promoted.counted, deaths, pops, deadline_at,
                   free_hash(promoted.queue, promoted.hash), promoted.tenant, promoted.priority, arrived_at, ranker,
                   expected_millis, level, cast(offsets AS integer[]), limits, coalesce(limits[1], limits[2])
            FROM promoted
            JOIN task ON task.id = promoted.task_id
            CROSS JOIN LATERAL limits_of(concurrency_key, connection) AS limited (limits)
            ORDER BY promoted.queue, seq
            RETURNING task_id, queue, rank, seq, limits
            """;

    private static void set(PreparedStatement statement, List<DueTask> due, List<Ranked> ranks) throws SQLException {
        var ranked = new HashMap<DueTask, Ranked>();
        for (int i = 0; i < due.size(); i++) {
            ranked.put(due.get(i), ranks.get(i));
        }
        var arrays = FieldArrays.of(statement, 1, due)
                .withUuids(DueTask::id)
                .withTexts(task -> task.newcomer().tenant())
                .withIntegers(task -> task.newcomer().priority());
        RankedRows.with(arrays, ranked::get);
    }
}
