package io.ordo.scheduler.postgres.history;

import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.task.Status;
import io.ordo.scheduler.task.TaskCensus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts the tasks where they are. */
public final class PostgresTaskCensus implements TaskCensus {
    private final Database database;

    public PostgresTaskCensus(Database database) {
        this.database = database;
    }

    /** Locks nothing. Plan: scans the places, which are as small as what lives. */
    private static final String LIVE = """
            SELECT queue, status, count(*) AS tasks
            FROM (
                SELECT queue, 'pending' AS status FROM waiting
                UNION ALL
                SELECT queue, 'queued' FROM ready
                UNION ALL
                SELECT queue, CASE WHEN started_at IS NULL THEN 'dispatched' ELSE 'running' END FROM lease
            ) AS place
            GROUP BY queue, status
            """;

    @Override
    public List<Tally> live() {
        return database.query(LIVE, Parameters.NONE, PostgresTaskCensus::tally);
    }

    /** Reads nothing. */
    private static final String NOW = """
            SELECT app_now() AS instant
            """;

    /** The horizon is before what the counts see, so that nothing falls between. */
    @Override
    public Ended ended(Set<String> queues, @Nullable Instant since) {
        var horizon = database.queryOne(NOW, Parameters.NONE, row -> Columns.instant(row, "instant"))
                .orElseThrow()
                .minus(LONGEST_COMMIT);
        var ended = since == null ? all(queues, horizon) : since(queues, since, horizon);
        return new Ended(tallies(ended, true), tallies(ended, false), horizon);
    }

    /** Locks nothing. Index: task_hashed, which has these queues' tasks alone, and attempt's primary key. */
    private static final String ALL = """
            SELECT queue, status, is_settled, count(*) AS tasks
            FROM (
                SELECT task.queue,
                       coalesce(task.end_status, attempt.moved_to) AS status,
                       coalesce(task.ended_at, attempt.ended_at) < ? AS is_settled
                FROM task
                LEFT JOIN attempt ON attempt.task_id = task.id
                                 AND attempt.moved_to IN ('completed', 'failed', 'cancelled')
                WHERE task.hash IS NOT NULL
                  AND task.queue = ANY (cast(? AS text[]))
            ) AS standing
            WHERE status IS NOT NULL
            GROUP BY queue, status, is_settled
            """;

    private List<Part> all(Set<String> queues, Instant horizon) {
        return database.query(
                ALL,
                statement -> {
                    Columns.setInstant(statement, 1, horizon);
                    statement.setArray(2, statement.getConnection().createArrayOf("text", queues.toArray()));
                },
                Part::of);
    }

    /**
     * Locks nothing. Index: attempt_ended and task_ended_unheld, no more of them than ended since; then task's primary
     * key.
     */
    private static final String SINCE = """
            WITH ended AS (
                SELECT task_id, moved_to AS status, ended_at
                FROM attempt
                WHERE moved_to IN ('completed', 'failed', 'cancelled')
                  AND ended_at >= ?
                UNION ALL
                SELECT id, end_status, ended_at
                FROM task
                WHERE end_status IS NOT NULL
                  AND ended_at >= ?
            )
            SELECT task.queue, ended.status, ended.ended_at < ? AS is_settled, count(*) AS tasks
            FROM ended
            JOIN task ON task.id = ended.task_id
            WHERE task.hash IS NOT NULL
              AND task.queue = ANY (cast(? AS text[]))
            GROUP BY task.queue, ended.status, is_settled
            """;

    private List<Part> since(Set<String> queues, Instant since, Instant horizon) {
        return database.query(
                SINCE,
                statement -> {
                    Columns.setInstant(statement, 1, since);
                    Columns.setInstant(statement, 2, since);
                    Columns.setInstant(statement, 3, horizon);
                    statement.setArray(4, statement.getConnection().createArrayOf("text", queues.toArray()));
                },
                Part::of);
    }

    private static List<Tally> tallies(List<Part> ended, boolean isSettled) {
        return ended.stream()
                .filter(one -> one.isSettled() == isSettled)
                .map(Part::tally)
                .toList();
    }

    private static Tally tally(ResultSet row) throws SQLException {
        return new Tally(row.getString("queue"), Status.ofWord(row.getString("status")), row.getLong("tasks"));
    }

    private record Part(Tally tally, boolean isSettled) {
        static Part of(ResultSet row) throws SQLException {
            return new Part(PostgresTaskCensus.tally(row), row.getBoolean("is_settled"));
        }
    }
}
