package io.ordo.scheduler.postgres.hot;

import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.postgres.RankedRows;
import io.ordo.scheduler.queue.Place;
import io.ordo.scheduler.steering.Standing;
import io.ordo.scheduler.steering.Standings;
import io.ordo.scheduler.task.Ranked;
import io.ordo.scheduler.task.Status;
import io.ordo.scheduler.task.Withdrawn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tasks by their ids, wherever they stand. */
public final class PostgresStandings implements Standings {
    /** As in {@link Cancellation}: each further look needs another move in that very moment. */
    private static final int MOST_MOVES = 100;

    private final Database database;

    public PostgresStandings(Database database) {
        this.database = database;
    }

    /** A task that moves while this waits for its row is in no place for it: then it is looked for again. */
    @Override
    public Optional<Standing> hold(UUID task) {
        for (int moves = 0; moves < MOST_MOVES; moves++) {
            var standing = database.queryOne(
                    HOLD,
                    statement -> {
                        statement.setObject(1, task);
                        statement.setObject(2, task);
                        statement.setObject(3, task);
                    },
                    PostgresStandings::standing);
            if (standing.isPresent()) {
                return standing;
            }
            var end = database.query(END, statement -> statement.setObject(1, task), PostgresStandings::end);
            if (end.isEmpty()) {
                return Optional.empty();
            }
            if (end.getFirst().isPresent()) {
                return end.getFirst().map(Standing.Ended::new);
            }
        }
        throw new IllegalStateException("task " + task + " is in no place and has not ended");
    }

    /** Locks the one row there is. Index: the primary keys of the places. */
    private static final String HOLD = """
            WITH pending AS (
                SELECT task_id, deadline_at, counted
                FROM waiting
                WHERE task_id = ?
                FOR UPDATE
            ), queued AS (
                SELECT task_id
                FROM ready
                WHERE task_id = ?
                FOR UPDATE
            ), held AS (
                SELECT task_id, fence, holder, started_at
                FROM lease
                WHERE task_id = ?
                FOR UPDATE
            )
            SELECT 'pending' AS status, task_id, cast(NULL AS bigint) AS fence, cast(NULL AS text) AS holder,
                   deadline_at, counted
            FROM pending
            UNION ALL
            SELECT 'queued', task_id, NULL, NULL, NULL, NULL
            FROM queued
            UNION ALL
            SELECT CASE WHEN started_at IS NULL THEN 'dispatched' ELSE 'running' END, task_id, fence, holder, NULL, NULL
            FROM held
            """;

    private static Standing standing(ResultSet row) throws SQLException {
        var status = Status.ofWord(row.getString("status"));
        return switch (status) {
            case PENDING -> new Standing.Pending(Columns.instantOrNull(row, "deadline_at"), row.getInt("counted"));
            case QUEUED -> new Standing.Queued();
            case DISPATCHED, RUNNING ->
                new Standing.Held(Columns.leaseKey(row), row.getString("holder"), status == Status.RUNNING);
            case COMPLETED, FAILED, CANCELLED -> throw new IllegalStateException("no place is for " + status);
        };
    }

    /** Index: the primary keys of task and attempt. */
    private static final String END = """
            SELECT coalesce(
                       task.end_status,
                       (SELECT moved_to
                        FROM attempt
                        WHERE attempt.task_id = task.id
                          AND moved_to IN ('completed', 'failed', 'cancelled'))) AS status
            FROM task
            WHERE id = ?
            """;

    private static Optional<Status> end(ResultSet row) throws SQLException {
        @Nullable String word = row.getString("status");
        return Optional.ofNullable(word).map(Status::ofWord);
    }

    /** Index: the primary key of ready. What is parked is due at the end of all time. */
    private static final String PARK = """
            WITH parked AS (
                DELETE FROM ready
                WHERE task_id = ?
                RETURNING task_id, queue, seq, counted, deaths, pops, deadline_at, hash, tenant, level, expected_millis
            ), waits AS (
                INSERT INTO waiting (task_id, queue, due_at, seq, counted, deaths, pops, deadline_at, hash)
                SELECT task_id, queue, cast('infinity' AS timestamptz), seq, counted, deaths, pops, deadline_at, hash
                FROM parked
            )
            SELECT task_id, queue, tenant, level, expected_millis
            FROM parked
            """;

    @Override
    public Optional<Withdrawn> park(UUID task) {
        return database.queryOne(PARK, statement -> statement.setObject(1, task), RankedRows::withdrawn);
    }

    /** No table: the clock of this transaction. */
    private static final String NOW = """
            SELECT app_now() AS instant
            """;

    /** Locks the queue's intake for a task that has an identity. Index: the primary key of waiting, and ready_hash. */
    private static final String UNPARK = """
            WITH unparked AS (
                DELETE FROM waiting
                WHERE task_id = ?
                RETURNING task_id, queue, seq, counted, deaths, pops, deadline_at, hash
            )
            INSERT INTO ready (
                task_id, queue, rank, seq, counted, deaths, pops, deadline_at, hash, tenant, priority, arrived_at,
                ranker, expected_millis, level, offsets, limits, gate)
            SELECT task_id, unparked.queue, ?, seq, unparked.counted, deaths, pops, deadline_at,
                   free_hash(unparked.queue, unparked.hash), tenant, priority, ?, ?, ?, ?, cast(? AS integer[]),
                   limits, coalesce(limits[1], limits[2])
            FROM unparked
            JOIN task ON task.id = unparked.task_id
            CROSS JOIN LATERAL limits_of(concurrency_key, connection) AS limited (limits)
            RETURNING task_id, rank, seq
            """;

    @Override
    public Optional<Place> unpark(UUID task, Function<Instant, Ranked> rank) {
        var now = database.queryOne(NOW, Parameters.NONE, row -> Columns.instant(row, "instant"))
                .orElseThrow();
        var ranked = rank.apply(now);
        return database.queryOne(
                UNPARK,
                statement -> {
                    statement.setObject(1, task);
                    RankedRows.set(statement, 2, ranked);
                },
                Columns::place);
    }
}
