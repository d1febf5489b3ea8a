package io.ordo.scheduler.postgres.history;

import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.task.Status;
import io.ordo.scheduler.task.TaskCensus;
import java.util.List;

/** Counts the tasks where they are. */
public final class PostgresTaskCensus implements TaskCensus {
    private final Database database;

    public PostgresTaskCensus(Database database) {
        this.database = database;
    }

    /** Plan: scans the places; index: task_hashed for OpenKAT's tasks alone, and attempt's primary key. */
    private static final String COUNT = """
            SELECT queue, status, count(*) AS tasks
            FROM (
                SELECT queue, 'pending' AS status FROM waiting
                UNION ALL
                SELECT queue, 'queued' FROM ready
                UNION ALL
                SELECT queue, CASE WHEN started_at IS NULL THEN 'dispatched' ELSE 'running' END FROM lease
                UNION ALL
                SELECT task.queue, coalesce(task.end_status, attempt.moved_to)
                FROM queue
                JOIN task ON task.queue = queue.id AND task.hash IS NOT NULL
                LEFT JOIN attempt ON attempt.task_id = task.id
                                 AND attempt.moved_to IN ('completed', 'failed', 'cancelled')
                WHERE queue.kat_item IS NOT NULL
            ) AS standing
            WHERE status IS NOT NULL
            GROUP BY queue, status
            ORDER BY queue, status
            """;

    @Override
    public List<Tally> count() {
        return database.query(
                COUNT,
                Parameters.NONE,
                row -> new Tally(row.getString("queue"), Status.ofWord(row.getString("status")), row.getLong("tasks")));
    }
}
