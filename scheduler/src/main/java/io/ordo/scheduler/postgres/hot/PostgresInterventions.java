package io.ordo.scheduler.postgres.hot;

import io.ordo.scheduler.postgres.Arrays;
import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.queue.Place;
import io.ordo.scheduler.tending.Interventions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** What is done to tasks from outside. */
public final class PostgresInterventions implements Interventions {
    private final Database database;
    private final Cancellation cancellation;

    public PostgresInterventions(Database database) {
        this.database = database;
        this.cancellation = new Cancellation(database);
    }

    @Override
    public List<UUID> cancel(List<UUID> tasks) {
        return cancellation.cancel(tasks);
    }

    @Override
    public List<Reprioritised> reprioritise(List<UUID> tasks, int priority, Shift shift) {
        return database.atomically(() -> {
            var waiting = database.query(
                    HOLD,
                    statement -> Arrays.of(statement, 1, tasks)
                            .with("uuid", Function.identity())
                            .with("uuid", Function.identity()),
                    Waiting::of);
            if (waiting.isEmpty()) {
                return List.of();
            }
            return database.query(
                    REPRIORITISE,
                    statement -> {
                        int next = Arrays.of(statement, 1, waiting)
                                .with("uuid", Waiting::task)
                                .with("bigint", one -> shift.of(one.ranker(), one.priority()))
                                .next();
                        statement.setInt(next, priority);
                    },
                    PostgresInterventions::reprioritised);
        });
    }

    /**
     * Locks the places of those that wait, passing over what is being popped, promoted or cancelled. Index: the
     * primary keys of waiting, ready, task and queue.
     */
    private static final String HOLD = """
            WITH pending AS (
                SELECT task_id
                FROM waiting
                WHERE task_id = ANY (cast(? AS uuid[]))
                ORDER BY task_id
                FOR UPDATE SKIP LOCKED
            ), queued AS (
                SELECT task_id
                FROM ready
                WHERE task_id = ANY (cast(? AS uuid[]))
                ORDER BY task_id
                FOR UPDATE SKIP LOCKED
            ), held AS (
                SELECT task_id FROM pending
                UNION ALL
                SELECT task_id FROM queued
            )
            SELECT held.task_id, task.priority, queue.ranker
            FROM held
            JOIN task ON task.id = held.task_id
            JOIN queue ON queue.id = task.queue
            """;

    /** The places are locked already. Index: the primary keys of task, waiting and ready. */
    private static final String REPRIORITISE = """
            WITH asked AS MATERIALIZED (
                SELECT task_id, shift
                FROM unnest(cast(? AS uuid[]), cast(? AS bigint[])) AS asked (task_id, shift)
            ), changed AS (
                UPDATE task
                SET priority = ?
                FROM asked
                WHERE task.id = asked.task_id
                RETURNING task.id, task.queue
            ), moved AS (
                UPDATE ready
                SET rank = rank + shift
                FROM asked
                WHERE ready.task_id = asked.task_id
                RETURNING ready.task_id, ready.rank, ready.seq
            )
            SELECT changed.id, changed.queue, moved.rank, moved.seq
            FROM changed
            LEFT JOIN moved ON moved.task_id = changed.id
            """;

    private static Reprioritised reprioritised(ResultSet row) throws SQLException {
        var task = Columns.uuid(row, "id");
        long rank = row.getLong("rank");
        var place = row.wasNull() ? null : new Place(rank, row.getLong("seq"), task);
        return new Reprioritised(task, row.getString("queue"), place);
    }

    /** An advisory lock, which nothing else takes. */
    private static final String LOCK_REPEATS = """
            SELECT pg_advisory_xact_lock(hashtextextended('ordo_repeats', 0))
            """;

    @Override
    public void lockRepeats() {
        database.query(LOCK_REPEATS, Parameters.NONE, _ -> this);
    }

    private record Waiting(UUID task, int priority, String ranker) {
        static Waiting of(ResultSet row) throws SQLException {
            return new Waiting(Columns.uuid(row, "task_id"), row.getInt("priority"), row.getString("ranker"));
        }
    }
}
