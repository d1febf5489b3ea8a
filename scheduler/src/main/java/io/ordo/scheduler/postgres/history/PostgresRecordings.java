package io.ordo.scheduler.postgres.history;

import io.ordo.scheduler.lab.Experiment;
import io.ordo.scheduler.lab.PastAttempt;
import io.ordo.scheduler.lab.PastAttempt.Who;
import io.ordo.scheduler.lab.Recordings;
import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.postgres.FilteredReads;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The past, as attempts tell of it. */
public final class PostgresRecordings implements Recordings {
    /** The driver would hold all rows beside what is made of them. */
    private static final int A_FETCH = 5_000;

    private final Database database;
    private final FilteredReads reads;

    /** @param reads bounds the time of a statement */
    public PostgresRecordings(Database database, FilteredReads reads) {
        this.database = database;
        this.reads = reads;
    }

    /**
     * Index: attempt_ended, which is BRIN, leaves out what ended at another time; then task's primary key for each, and
     * attempt's for those that were held before.
     */
    private static final String ATTEMPTS = """
            SELECT attempt.task_id, task.tenant, task.priority, coalesce(cast(task.job_id AS text), task.hash) AS sort,
                   task.created_at, task.data_at, greatest(attempt.arrived_at, earlier.ended_at) AS arrival,
                   attempt.popped_at, attempt.ended_at, attempt.deadline_at, attempt.expected_millis, attempt.ranker,
                   earlier.failures, attempt.ending IN ('succeeded', 'failed') AS is_counted
            FROM attempt
            JOIN task ON task.id = attempt.task_id
            CROSS JOIN LATERAL (
                SELECT max(before.ended_at) AS ended_at, count(*) FILTER (WHERE before.ending = 'failed') AS failures
                FROM attempt AS before
                WHERE before.task_id = attempt.task_id
                  AND before.fence < attempt.fence
            ) AS earlier
            WHERE attempt.ended_at >= ?
              AND attempt.ended_at < ?
              AND attempt.arrived_at >= ?
              AND attempt.arrived_at < ?
              AND task.queue = ?
            ORDER BY arrival DESC, attempt.task_id DESC, attempt.popped_at DESC
            LIMIT ?
            """;

    /** Index: as of {@link #ATTEMPTS}. */
    private static final String UNKNOWN = """
            SELECT count(*) AS unknown
            FROM attempt
            JOIN task ON task.id = attempt.task_id
            WHERE attempt.ended_at >= ?
              AND attempt.ended_at < ?
              AND attempt.popped_at >= ?
              AND attempt.popped_at < ?
              AND task.queue = ?
              AND attempt.arrived_at IS NULL
            """;

    @Override
    public Stretch between(Experiment experiment, Instant from, Instant until) {
        Parameters stretch = statement -> {
            Columns.setInstant(statement, 1, from);
            Columns.setInstant(statement, 2, until);
            Columns.setInstant(statement, 3, experiment.from());
            Columns.setInstant(statement, 4, experiment.to());
            statement.setString(5, experiment.queue());
            statement.setFetchSize(A_FETCH);
        };
        return reads.inTime(List.of(), () -> {
            var texts = new HashMap<String, String>();
            var attempts = database.query(
                    ATTEMPTS,
                    statement -> {
                        stretch.set(statement);
                        statement.setInt(6, experiment.most() + 1);
                    },
                    row -> attempt(row, texts));
            long unknown = database.queryOne(UNKNOWN, stretch, row -> row.getLong("unknown"))
                    .orElse(0L);
            return new Stretch(attempts, unknown);
        });
    }

    /** @param texts names of tenants and sorts, each once in memory, however many attempts have it */
    private static PastAttempt attempt(ResultSet row, Map<String, String> texts) throws SQLException {
        return new PastAttempt(
                new Who(
                        Columns.uuid(row, "task_id"),
                        once(row.getString("tenant"), texts),
                        row.getInt("priority"),
                        once(row.getString("sort"), texts),
                        Columns.instant(row, "created_at"),
                        Columns.instantOrNull(row, "data_at")),
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
