package io.ordo.scheduler.postgres.history;

import io.ordo.scheduler.lab.Experiment;
import io.ordo.scheduler.lab.PastAttempt;
import io.ordo.scheduler.lab.PastAttempt.Who;
import io.ordo.scheduler.lab.Recordings;
import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The past, as attempts tell of it. */
public final class PostgresRecordings implements Recordings {
    /** The driver would hold all rows beside what is made of them. */
    private static final int A_FETCH = 5_000;

    private final Database database;

    public PostgresRecordings(Database database) {
        this.database = database;
    }

    /**
     * An attempt that ended before a time did not arrive after it: so attempt_ended, which is BRIN, leaves out what is
     * older than the window. Then task's primary key for each, and attempt's for those that were held before. Reads as
     * much as was ever attempted since the window began, in the background.
     */
    private static final String ATTEMPTS = """
            WITH newest AS MATERIALIZED (
                SELECT task_id, fence, task.tenant, task.priority, task.job_id, task.hash, task.created_at,
                       attempt.arrived_at, attempt.popped_at, attempt.ended_at, attempt.deadline_at,
                       attempt.expected_millis, attempt.ranker, attempt.ending
                FROM attempt
                JOIN task ON task.id = attempt.task_id
                WHERE attempt.ended_at >= ?
                  AND attempt.arrived_at >= ?
                  AND attempt.arrived_at < ?
                  AND task.queue = ?
                ORDER BY attempt.arrived_at DESC, task_id DESC, fence DESC
                LIMIT ?
            )
            SELECT newest.task_id, tenant, priority, coalesce(cast(job_id AS text), hash) AS sort, created_at,
                   greatest(arrived_at, earlier.ended_at) AS arrival, popped_at, newest.ended_at, deadline_at,
                   expected_millis, ranker, earlier.failures, ending IN ('succeeded', 'failed') AS is_counted
            FROM newest
            CROSS JOIN LATERAL (
                SELECT max(before.ended_at) AS ended_at, count(*) FILTER (WHERE before.ending = 'failed') AS failures
                FROM attempt AS before
                WHERE before.task_id = newest.task_id
                  AND before.fence < newest.fence
            ) AS earlier
            ORDER BY arrival, newest.task_id, newest.fence
            """;

    /** Index: as of {@link #ATTEMPTS}. */
    private static final String UNKNOWN = """
            SELECT count(*) AS unknown
            FROM attempt
            JOIN task ON task.id = attempt.task_id
            WHERE attempt.ended_at >= ?
              AND attempt.popped_at >= ?
              AND attempt.popped_at < ?
              AND task.queue = ?
              AND attempt.arrived_at IS NULL
            """;

    @Override
    public Recording of(Experiment experiment) {
        return database.atOneMoment(() -> {
            var texts = new HashMap<String, String>();
            var attempts = database.query(
                    ATTEMPTS,
                    statement -> {
                        set(statement, experiment);
                        statement.setInt(5, experiment.most() + 1);
                        statement.setFetchSize(A_FETCH);
                    },
                    row -> attempt(row, texts));
            boolean isCut = attempts.size() > experiment.most();
            long unknown = database.queryOne(
                            UNKNOWN, statement -> set(statement, experiment), row -> row.getLong("unknown"))
                    .orElse(0L);
            return new Recording(isCut ? attempts.subList(1, attempts.size()) : attempts, isCut, unknown);
        });
    }

    private static void set(PreparedStatement statement, Experiment experiment) throws SQLException {
        Columns.setInstant(statement, 1, experiment.from());
        Columns.setInstant(statement, 2, experiment.from());
        Columns.setInstant(statement, 3, experiment.to());
        statement.setString(4, experiment.queue());
    }

    /** @param texts names of tenants and sorts, each once in memory, however many attempts have it */
    private static PastAttempt attempt(ResultSet row, Map<String, String> texts) throws SQLException {
        return new PastAttempt(
                new Who(
                        Columns.uuid(row, "task_id"),
                        once(row.getString("tenant"), texts),
                        row.getInt("priority"),
                        once(row.getString("sort"), texts),
                        Columns.instant(row, "created_at")),
                Columns.instant(row, "arrival"),
                Columns.instant(row, "popped_at"),
                Columns.instant(row, "ended_at"),
                Columns.instantOrNull(row, "deadline_at"),
                Columns.millisOrNull(row, "expected_millis"),
                row.getLong("ranker"),
                row.getInt("failures"),
                row.getBoolean("is_counted"));
    }

    private static @Nullable String once(@Nullable String text, Map<String, String> texts) {
        return text == null ? null : texts.computeIfAbsent(text, same -> same);
    }
}
