package io.ordo.scheduler.postgres.plan;

import io.ordo.scheduler.planning.DueTasks;
import io.ordo.scheduler.postgres.Arrays;
import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;

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
     * before. Index: the primary keys of waiting, task and queue.
     */
    private static final String DUE = """
            SELECT waiting.task_id, waiting.seq, waiting.queue, waiting.due_at, task.priority, queue.ranker
            FROM waiting
            JOIN task ON task.id = waiting.task_id
            JOIN queue ON queue.id = waiting.queue
            WHERE waiting.task_id = ANY (cast(? AS uuid[]))
            ORDER BY waiting.due_at
            """;

    @Override
    public List<DueTask> promote(int limit, ToLongFunction<DueTask> rank) {
        return database.atomically(() -> {
            var taken = database.query(
                    TAKE_DUE, statement -> statement.setInt(1, limit), row -> Columns.uuid(row, "task_id"));
            if (taken.isEmpty()) {
                return List.of();
            }
            var due = database.query(
                    DUE,
                    statement -> Arrays.of(statement, 1, taken).with("uuid", Function.identity()),
                    row -> new DueTask(
                            Columns.uuid(row, "task_id"),
                            row.getLong("seq"),
                            row.getString("queue"),
                            row.getString("ranker"),
                            Columns.instant(row, "due_at"),
                            row.getInt("priority")));
            database.update(PROMOTE, statement -> set(statement, due, rank));
            return due;
        });
    }

    /**
     * The rows are locked already; then the intake of queues in their order, for tasks that have an identity. Index:
     * waiting's primary key.
     */
    private static final String PROMOTE = """
            WITH ranked AS (
                SELECT task_id, rank
                FROM unnest(cast(? AS uuid[]), cast(? AS bigint[])) AS ranked (task_id, rank)
            ), promoted AS (
                DELETE FROM waiting
                USING ranked
                WHERE waiting.task_id = ranked.task_id
                RETURNING waiting.task_id, queue, rank, seq, counted, deaths, pops, deadline_at, hash
            )
            INSERT INTO ready (task_id, queue, rank, seq, counted, deaths, pops, deadline_at, hash)
            SELECT task_id, queue, rank, seq, counted, deaths, pops, deadline_at, free_hash(queue, hash)
            FROM promoted
            ORDER BY queue, seq
            """;

    private static void set(PreparedStatement statement, List<DueTask> due, ToLongFunction<DueTask> rank)
            throws SQLException {
        var connection = statement.getConnection();
        UUID[] ids = due.stream().map(DueTask::id).toArray(UUID[]::new);
        Long[] ranks = due.stream().map(rank::applyAsLong).toArray(Long[]::new);
        statement.setArray(1, connection.createArrayOf("uuid", ids));
        statement.setArray(2, connection.createArrayOf("bigint", ranks));
    }
}
