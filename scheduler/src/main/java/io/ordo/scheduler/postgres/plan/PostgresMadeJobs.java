package io.ordo.scheduler.postgres.plan;

import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.template.MadeJobs;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Jobs that were made of templates. */
public final class PostgresMadeJobs implements MadeJobs {
    private final Database database;

    public PostgresMadeJobs(Database database) {
        this.database = database;
    }

    /** Locks nothing. Index: job_made backwards, then task_job backwards and task_progress's key once a job. */
    private static final String NEWEST = """
            SELECT job.id, external_key, split_part(template, '@', 1) AS template, created_at,
                   CASE WHEN status = 'completed' THEN updated_at END AS completed_at, newest.percent
            FROM job
            LEFT JOIN LATERAL (
                SELECT task_progress.percent
                FROM task
                LEFT JOIN task_progress ON task_progress.task_id = task.id
                WHERE task.job_id = job.id
                ORDER BY task.id DESC
                LIMIT 1) AS newest ON true
            WHERE template IS NOT NULL
              AND deleted_at IS NULL
            ORDER BY job.id DESC
            LIMIT ?
            """;

    @Override
    public List<MadeJob> newest(int most) {
        return database.query(NEWEST, statement -> statement.setInt(1, most), PostgresMadeJobs::job);
    }

    /** Locks nothing. Index: job_made_live. */
    private static final String IS_ANY_LIVE = """
            SELECT EXISTS (
                SELECT 1
                FROM job
                WHERE split_part(template, '@', 1) = ?
                  AND template IS NOT NULL
                  AND status <> 'completed'
                  AND deleted_at IS NULL) AS is_any
            """;

    @Override
    public boolean isAnyLive(String template) {
        return database.query(
                        IS_ANY_LIVE, statement -> statement.setString(1, template), row -> row.getBoolean("is_any"))
                .getFirst();
    }

    private static MadeJob job(ResultSet row) throws SQLException {
        return new MadeJob(
                Columns.uuid(row, "id"),
                row.getString("external_key"),
                row.getString("template"),
                Columns.instant(row, "created_at"),
                Columns.instantOrNull(row, "completed_at"),
                Columns.integerOrNull(row, "percent"));
    }
}
