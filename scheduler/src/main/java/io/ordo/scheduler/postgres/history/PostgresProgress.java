package io.ordo.scheduler.postgres.history;

import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.task.Progress;
import java.sql.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How far tasks have come, in a table of its own. */
public final class PostgresProgress implements Progress {
    private final Database database;

    public PostgresProgress(Database database) {
        this.database = database;
    }

    /**
     * Locks the lease against its end until this is committed, and waits for whoever is about to end, start or extend
     * it: so progress is told before the end, or is none. Others may report beside it. Index: the primary keys.
     */
    private static final String REPORT = """
            INSERT INTO task_progress (task_id, percent)
            SELECT task_id, ?
            FROM lease
            WHERE task_id = ?
              AND fence = coalesce(cast(? AS bigint), fence)
            FOR KEY SHARE
            ON CONFLICT (task_id) DO UPDATE
            SET percent = excluded.percent, reported_at = app_now()
            """;

    @Override
    public boolean report(UUID task, int percent, @Nullable Long fence) {
        return database.update(REPORT, statement -> {
                    statement.setInt(1, percent);
                    statement.setObject(2, task);
                    statement.setObject(3, fence, Types.BIGINT);
                })
                == 1;
    }

    /** Locks as {@link #REPORT} does. Index: task_job backwards, the other primary keys. */
    private static final String REPORT_NEWEST = """
            WITH newest AS MATERIALIZED (
                SELECT id
                FROM task
                WHERE job_id = ?
                ORDER BY id DESC
                LIMIT 1
            )
            INSERT INTO task_progress (task_id, percent)
            SELECT lease.task_id, ?
            FROM lease
            JOIN newest ON newest.id = lease.task_id
            FOR KEY SHARE OF lease
            ON CONFLICT (task_id) DO UPDATE
            SET percent = excluded.percent, reported_at = app_now()
            """;

    @Override
    public boolean reportNewest(UUID job, int percent) {
        return database.update(REPORT_NEWEST, statement -> {
                    statement.setObject(1, job);
                    statement.setInt(2, percent);
                })
                == 1;
    }

    /** Index: task_progress's primary key. */
    private static final String OF = """
            SELECT task_id, percent
            FROM task_progress
            WHERE task_id = ANY (cast(? AS uuid[]))
            """;

    @Override
    public Map<UUID, Integer> of(List<UUID> tasks) {
        var found = database.query(
                OF,
                statement -> statement.setArray(
                        1, statement.getConnection().createArrayOf("uuid", tasks.toArray(UUID[]::new))),
                row -> Map.entry(Columns.uuid(row, "task_id"), row.getInt("percent")));
        var percents = new HashMap<UUID, Integer>();
        found.forEach(entry -> percents.put(entry.getKey(), entry.getValue()));
        return percents;
    }
}
