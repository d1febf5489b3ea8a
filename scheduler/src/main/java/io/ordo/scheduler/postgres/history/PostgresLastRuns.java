package io.ordo.scheduler.postgres.history;

import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.ranking.LastRuns;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** When work of a sort was done last, by the attempts. */
public final class PostgresLastRuns implements LastRuns {
    private final Database database;

    public PostgresLastRuns(Database database) {
        this.database = database;
    }

    /**
     * Of a sort the newest task that was executed. Index: task_identity or task_job, newest first, and attempt's
     * primary key.
     */
    private static final String LAST = """
            SELECT asked.sort, last.ended_at
            FROM (SELECT unnest(cast(? AS text[])) AS sort, cast(? AS text) AS queue) AS asked
            CROSS JOIN LATERAL (
                (SELECT attempt.ended_at
                 FROM task
                 JOIN attempt ON attempt.task_id = task.id
                 WHERE task.hash = asked.sort
                   AND task.queue = asked.queue
                   AND attempt.ending IN ('succeeded', 'failed')
                 ORDER BY task.created_at DESC
                 LIMIT 1)
                UNION ALL
                (SELECT attempt.ended_at
                 FROM task
                 JOIN attempt ON attempt.task_id = task.id
                 WHERE task.job_id = CASE WHEN pg_input_is_valid(asked.sort, 'uuid') THEN cast(asked.sort AS uuid) END
                   AND attempt.ending IN ('succeeded', 'failed')
                 ORDER BY task.id DESC
                 LIMIT 1)
                ORDER BY ended_at DESC
                LIMIT 1
            ) AS last
            """;

    @Override
    public Map<String, Instant> of(String queue, Collection<String> sorts) {
        var runs = new HashMap<String, Instant>();
        database.query(
                LAST,
                statement -> {
                    statement.setArray(1, statement.getConnection().createArrayOf("text", sorts.toArray()));
                    statement.setString(2, queue);
                },
                row -> runs.put(row.getString("sort"), Columns.instant(row, "ended_at")));
        return runs;
    }
}
