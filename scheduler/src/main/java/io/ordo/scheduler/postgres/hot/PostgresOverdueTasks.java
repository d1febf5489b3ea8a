package io.ordo.scheduler.postgres.hot;

import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.RankedRows;
import io.ordo.scheduler.task.Withdrawn;
import io.ordo.scheduler.upkeep.OverdueTasks;
import java.util.List;

/** Tasks that wait although their deadline has passed. */
public final class PostgresOverdueTasks implements OverdueTasks {
    private final Database database;

    public PostgresOverdueTasks(Database database) {
        this.database = database;
    }

    /**
     * Locks the places it clears, passing over those being popped, promoted or cancelled. Index: waiting_deadline and
     * ready_deadline, which hold only tasks that have a deadline.
     */
    private static final String EXPIRE = """
            WITH late_waiting AS (
                SELECT task_id
                FROM waiting
                WHERE deadline_at <= app_now()
                ORDER BY deadline_at
                LIMIT ?
                FOR UPDATE SKIP LOCKED
            ), late_ready AS (
                SELECT task_id
                FROM ready
                WHERE deadline_at <= app_now()
                ORDER BY deadline_at
                LIMIT ?
                FOR UPDATE SKIP LOCKED
            ), unready AS (
                DELETE FROM waiting
                USING late_waiting
                WHERE waiting.task_id = late_waiting.task_id
                RETURNING waiting.task_id, counted
            ), unpopped AS (
                DELETE FROM ready
                USING late_ready
                WHERE ready.task_id = late_ready.task_id
                RETURNING ready.task_id, counted, tenant, level, expected_millis
            ), overdue AS MATERIALIZED (
                SELECT task_id, counted, cast(NULL AS text) AS tenant, cast(NULL AS smallint) AS level,
                       cast(NULL AS bigint) AS expected_millis
                FROM unready
                UNION ALL
                SELECT task_id, counted, tenant, level, expected_millis
                FROM unpopped
            )
            UPDATE task
            SET end_status = 'failed', end_reason = 'deadline_passed', ended_at = app_now(), counted = overdue.counted
            FROM overdue
            WHERE task.id = overdue.task_id
            RETURNING task.id AS task_id, task.queue, overdue.tenant, level, expected_millis
            """;

    @Override
    public List<Withdrawn> expire(int limit) {
        return database.query(
                EXPIRE,
                statement -> {
                    statement.setInt(1, limit);
                    statement.setInt(2, limit);
                },
                RankedRows::withdrawn);
    }
}
