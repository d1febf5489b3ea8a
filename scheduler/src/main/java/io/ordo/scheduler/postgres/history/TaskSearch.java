package io.ordo.scheduler.postgres.history;

import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.FilteredReads;
import io.ordo.scheduler.task.Status;
import io.ordo.scheduler.tending.Scope;
import io.ordo.scheduler.tending.TaskFilter;
import io.ordo.scheduler.tending.TaskSummary;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds tasks by what they are and where they stand. */
final class TaskSearch {
    private static final UUID NEWEST = new UUID(-1, -1);

    private final Database database;
    private final FilteredReads reads;

    TaskSearch(Database database, FilteredReads reads) {
        this.database = database;
        this.reads = reads;
    }

    List<TaskSummary> list(TaskFilter filter, Scope scope, @Nullable UUID before, int limit) {
        var statuses = scope.statuses(filter);
        if (statuses.isEmpty()) {
            return List.of();
        }
        boolean isLive = statuses.stream().noneMatch(Status::isFinal);
        return reads.inTime(
                filter.asFilter(),
                () -> database.query(
                        isLive ? LIVE : ANY,
                        statement -> {
                            int next = set(statement, filter, before == null ? NEWEST : before);
                            String[] words = statuses.stream().map(Status::word).toArray(String[]::new);
                            statement.setArray(next, statement.getConnection().createArrayOf("text", words));
                            statement.setBoolean(next + 1, scope.excludesRepeated());
                            statement.setInt(next + 2, limit);
                        },
                        TaskSearch::summary));
    }

    /**
     * Locks nothing. Plan: task's primary key backwards, and for each task that passes the keys of the places and of
     * attempt, until there are enough.
     */
    private static final String ANY = """
            WITH asked AS (
                SELECT cast(? AS text) AS queue, cast(? AS text) AS tenant, cast(? AS uuid) AS job_id,
                       cast(? AS jsonb[]) AS payloads, cast(? AS timestamptz) AS created_after,
                       cast(? AS timestamptz) AS created_before
            )
            SELECT task.id, task.queue, task_status.status, task.priority, task.tenant, task.job_id, task.hash,
                   task.retry_of, task_status.counted, task_status.end_reason, task.created_at, task_status.ended_at
            FROM task
            CROSS JOIN asked
            JOIN task_status ON task_status.id = task.id
            WHERE task.id < ?
              AND (asked.queue IS NULL OR task.queue = asked.queue)
              AND (asked.tenant IS NULL OR task.tenant = asked.tenant)
              AND (asked.job_id IS NULL OR task.job_id = asked.job_id)
              AND (asked.payloads IS NULL OR task.payload @> ANY (asked.payloads))
              AND (asked.created_after IS NULL OR task.created_at >= asked.created_after)
              AND (asked.created_before IS NULL OR task.created_at < asked.created_before)
              AND task_status.status = ANY (cast(? AS text[]))
              AND NOT (? AND EXISTS (SELECT 1 FROM task AS again WHERE again.retry_of = task.id))
            ORDER BY task.id DESC
            LIMIT ?
            """;

    /**
     * Locks nothing. Plan: the primary keys of the places backwards, merged, so that it costs what lives and not what
     * ever was; then task's.
     */
    private static final String LIVE = """
            WITH asked AS (
                SELECT cast(? AS text) AS queue, cast(? AS text) AS tenant, cast(? AS uuid) AS job_id,
                       cast(? AS jsonb[]) AS payloads, cast(? AS timestamptz) AS created_after,
                       cast(? AS timestamptz) AS created_before
            )
            SELECT task.id, task.queue, place.status, task.priority, task.tenant, task.job_id, task.hash,
                   task.retry_of, place.counted, cast(NULL AS text) AS end_reason, task.created_at,
                   cast(NULL AS timestamptz) AS ended_at
            FROM (
                SELECT task_id, counted, 'pending' AS status FROM waiting
                UNION ALL
                SELECT task_id, counted, 'queued' FROM ready
                UNION ALL
                SELECT task_id, counted, CASE WHEN started_at IS NULL THEN 'dispatched' ELSE 'running' END FROM lease
            ) AS place
            CROSS JOIN asked
            JOIN task ON task.id = place.task_id
            WHERE place.task_id < ?
              AND (asked.queue IS NULL OR task.queue = asked.queue)
              AND (asked.tenant IS NULL OR task.tenant = asked.tenant)
              AND (asked.job_id IS NULL OR task.job_id = asked.job_id)
              AND (asked.payloads IS NULL OR task.payload @> ANY (asked.payloads))
              AND (asked.created_after IS NULL OR task.created_at >= asked.created_after)
              AND (asked.created_before IS NULL OR task.created_at < asked.created_before)
              AND place.status = ANY (cast(? AS text[]))
              AND NOT (? AND EXISTS (SELECT 1 FROM task AS again WHERE again.retry_of = task.id))
            ORDER BY place.task_id DESC
            LIMIT ?
            """;

    private static int set(PreparedStatement statement, TaskFilter filter, UUID before) throws SQLException {
        statement.setString(1, filter.queue());
        statement.setString(2, filter.tenant());
        statement.setObject(3, filter.job());
        var payloads = filter.payloads();
        statement.setArray(
                4, payloads == null ? null : statement.getConnection().createArrayOf("jsonb", payloads.toArray()));
        Columns.setInstant(statement, 5, filter.createdAfter());
        Columns.setInstant(statement, 6, filter.createdBefore());
        statement.setObject(7, before);
        return 8;
    }

    private static TaskSummary summary(ResultSet row) throws SQLException {
        return new TaskSummary(
                Columns.uuid(row, "id"),
                row.getString("queue"),
                Status.ofWord(row.getString("status")),
                row.getInt("priority"),
                row.getString("tenant"),
                Columns.uuidOrNull(row, "job_id"),
                row.getString("hash"),
                Columns.uuidOrNull(row, "retry_of"),
                row.getInt("counted"),
                row.getString("end_reason"),
                Columns.instant(row, "created_at"),
                Columns.instantOrNull(row, "ended_at"));
    }
}
