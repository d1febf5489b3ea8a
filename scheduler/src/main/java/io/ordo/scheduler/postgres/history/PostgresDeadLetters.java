package io.ordo.scheduler.postgres.history;

import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.FilteredReads;
import io.ordo.scheduler.tending.DeadLetter;
import io.ordo.scheduler.tending.DeadLetter.Filter;
import io.ordo.scheduler.tending.DeadLetter.Group;
import io.ordo.scheduler.tending.DeadLetter.Spot;
import io.ordo.scheduler.tending.DeadLetters;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tasks that failed for good: in their last attempt, or before they had one. */
public final class PostgresDeadLetters implements DeadLetters {
    private static final Spot NEWEST = new Spot(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1, -1));

    private final Database database;
    private final FilteredReads reads;

    public PostgresDeadLetters(Database database, FilteredReads reads) {
        this.database = database;
        this.reads = reads;
    }

    /**
     * Locks nothing. Plan: attempt_failed and task_failed backwards, each until there are enough, with task's primary
     * key and task_retry_of for each that is looked at.
     */
    private static final String LIST = """
            WITH attempted AS (
                SELECT attempt.task_id AS id, attempt.ended_at, attempt.end_reason AS reason, attempt.error,
                       attempt.counted
                FROM attempt
                CROSS JOIN (
                    SELECT cast(? AS text) AS queue, cast(? AS text) AS reason, cast(? AS uuid[]) AS ids) AS asked
                JOIN task ON task.id = attempt.task_id
                WHERE attempt.moved_to = 'failed'
                  AND (attempt.ended_at, attempt.task_id) < (?, ?)
                  AND (asked.queue IS NULL OR task.queue = asked.queue)
                  AND (asked.reason IS NULL OR attempt.end_reason = asked.reason)
                  AND (asked.ids IS NULL OR task.id = ANY (asked.ids))
                  AND NOT (? AND EXISTS (SELECT 1 FROM task AS again WHERE again.retry_of = task.id))
                ORDER BY attempt.ended_at DESC, attempt.task_id DESC
                LIMIT ?
            ), unattempted AS (
                SELECT task.id, task.ended_at, task.end_reason, task.counted
                FROM task
                CROSS JOIN (
                    SELECT cast(? AS text) AS queue, cast(? AS text) AS reason, cast(? AS uuid[]) AS ids) AS asked
                WHERE task.end_status = 'failed'
                  AND (task.ended_at, task.id) < (?, ?)
                  AND (asked.queue IS NULL OR task.queue = asked.queue)
                  AND (asked.reason IS NULL OR task.end_reason = asked.reason)
                  AND (asked.ids IS NULL OR task.id = ANY (asked.ids))
                  AND NOT (? AND EXISTS (SELECT 1 FROM task AS again WHERE again.retry_of = task.id))
                ORDER BY task.ended_at DESC, task.id DESC
                LIMIT ?
            ), dead AS (
                SELECT id, ended_at, reason, error, counted FROM attempted
                UNION ALL
                SELECT id, ended_at, end_reason, NULL, counted FROM unattempted
                ORDER BY ended_at DESC, id DESC
                LIMIT ?
            )
            SELECT dead.id, task.queue, task.job_id, task.tenant, task.priority, dead.reason, dead.error,
                   dead.counted, task.created_at, dead.ended_at,
                   (SELECT id FROM task AS again WHERE again.retry_of = dead.id ORDER BY id DESC LIMIT 1) AS retried_as
            FROM dead
            JOIN task ON task.id = dead.id
            ORDER BY dead.ended_at DESC, dead.id DESC
            """;

    @Override
    public List<DeadLetter> list(Filter filter, @Nullable Spot before, int limit) {
        var start = before == null ? NEWEST : before;
        return reads.inTime(
                filter.words(),
                () -> database.query(
                        LIST, statement -> set(statement, filter, start, limit), PostgresDeadLetters::letter));
    }

    private static void set(PreparedStatement statement, Filter filter, Spot start, int limit) throws SQLException {
        int next = setBranch(statement, 1, filter, start);
        statement.setInt(next, limit);
        next = setBranch(statement, next + 1, filter, start);
        statement.setInt(next, limit);
        statement.setInt(next + 1, limit);
    }

    private static int setBranch(PreparedStatement statement, int first, Filter filter, Spot start)
            throws SQLException {
        var ids = filter.ids();
        statement.setString(first, filter.queue());
        statement.setString(first + 1, filter.reason());
        statement.setArray(
                first + 2,
                ids == null ? null : statement.getConnection().createArrayOf("uuid", ids.toArray(UUID[]::new)));
        Columns.setInstant(statement, first + 3, start.endedAt());
        statement.setObject(first + 4, start.id());
        statement.setBoolean(first + 5, filter.isOpen());
        return first + 6;
    }

    private static DeadLetter letter(ResultSet row) throws SQLException {
        return new DeadLetter(
                Columns.uuid(row, "id"),
                row.getString("queue"),
                Columns.uuidOrNull(row, "job_id"),
                row.getString("tenant"),
                row.getInt("priority"),
                row.getString("reason"),
                row.getString("error"),
                row.getInt("counted"),
                Columns.uuidOrNull(row, "retried_as"),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "ended_at"));
    }

    /**
     * Locks nothing. Plan: as {@link #LIST}, over a bounded number of the newest, and queue's primary key. What errors
     * have in common is what is left of their beginning without ids and numbers.
     */
    private static final String GROUPS = """
            WITH attempted AS (
                SELECT attempt.task_id, task.queue, attempt.ended_at, attempt.end_reason AS reason,
                       left(attempt.error, 300) AS error
                FROM attempt
                CROSS JOIN (SELECT cast(? AS text) AS queue) AS asked
                JOIN task ON task.id = attempt.task_id
                WHERE attempt.moved_to = 'failed'
                  AND (asked.queue IS NULL OR task.queue = asked.queue)
                ORDER BY attempt.ended_at DESC, attempt.task_id DESC
                LIMIT ?
            ), unattempted AS (
                SELECT task.id, task.queue, task.ended_at, task.end_reason
                FROM task
                CROSS JOIN (SELECT cast(? AS text) AS queue) AS asked
                WHERE task.end_status = 'failed'
                  AND (asked.queue IS NULL OR task.queue = asked.queue)
                ORDER BY task.ended_at DESC, task.id DESC
                LIMIT ?
            ), newest AS MATERIALIZED (
                SELECT task_id, queue, ended_at, reason, error FROM attempted
                UNION ALL
                SELECT id, queue, ended_at, end_reason, NULL FROM unattempted
                ORDER BY ended_at DESC, task_id DESC
                LIMIT ?
            ), marked AS (
                SELECT task_id, ended_at, reason,
                       coalesce(
                           left(
                               regexp_replace(
                                   regexp_replace(
                                       error,
                                       '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}', '#', 'gi'),
                                   '0x[0-9a-f]+|[0-9]+', '#', 'gi'),
                               200),
                           '') AS fingerprint,
                       NOT EXISTS (SELECT 1 FROM task AS again WHERE again.retry_of = newest.task_id)
                           AND EXISTS (SELECT 1 FROM queue WHERE queue.id = newest.queue) AS is_open
                FROM newest
            )
            SELECT reason, fingerprint, count(*) AS letters, count(*) FILTER (WHERE is_open) AS redrivable,
                   min(ended_at) AS first_at, max(ended_at) AS last_at,
                   (array_agg(task_id ORDER BY ended_at DESC, task_id DESC))[1] AS newest
            FROM marked
            GROUP BY reason, fingerprint
            ORDER BY letters DESC, last_at DESC, reason, fingerprint
            LIMIT ?
            """;

    @Override
    public List<Group> groups(@Nullable String queue, int limit) {
        return reads.inTime(
                new Filter(queue, null, null, false).words(),
                () -> database.query(
                        GROUPS,
                        statement -> {
                            statement.setString(1, queue);
                            statement.setInt(2, MOST_GROUPED);
                            statement.setString(3, queue);
                            statement.setInt(4, MOST_GROUPED);
                            statement.setInt(5, MOST_GROUPED);
                            statement.setInt(6, limit);
                        },
                        PostgresDeadLetters::group));
    }

    private static Group group(ResultSet row) throws SQLException {
        return new Group(
                row.getString("reason"),
                row.getString("fingerprint"),
                row.getLong("letters"),
                row.getLong("redrivable"),
                Columns.instant(row, "first_at"),
                Columns.instant(row, "last_at"),
                Columns.uuid(row, "newest"));
    }
}
