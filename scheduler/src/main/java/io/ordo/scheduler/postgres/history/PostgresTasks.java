package io.ordo.scheduler.postgres.history;

import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.TaskRows;
import io.ordo.scheduler.task.Attempt;
import io.ordo.scheduler.task.Ending;
import io.ordo.scheduler.task.Status;
import io.ordo.scheduler.task.TaskHistory;
import io.ordo.scheduler.task.Tasks;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Tasks with their attempts, live and ended together. */
public final class PostgresTasks implements Tasks {
    private final Database database;

    public PostgresTasks(Database database) {
        this.database = database;
    }

    /** Index: the primary keys of task and of the places. */
    private static final String FIND = """
            SELECT task.id, job_id, planned_at, retry_of, data_at, hash, queue, tenant, priority, payload,
                   max_retries, retry_delay_millis, backoff_factor, timeout_millis, target, target_settings,
                   connection, concurrency_key, concurrency_max, created_at,
                   task_status.status, task_status.counted, task_status.end_reason, task_status.ended_at
            FROM task
            JOIN task_status ON task_status.id = task.id
            WHERE task.id = ?
            """;

    @Override
    public Optional<TaskHistory> find(UUID task) {
        return database.atOneMoment(() ->
                withAttempts(database.query(FIND, statement -> statement.setObject(1, task), PostgresTasks::history))
                        .stream()
                        .findFirst());
    }

    /** Index: task_job backwards, then the places' primary keys for the page alone. */
    private static final String OF_JOB = """
            SELECT task.id, job_id, planned_at, retry_of, data_at, hash, queue, tenant, priority, payload,
                   max_retries, retry_delay_millis, backoff_factor, timeout_millis, target, target_settings,
                   connection, concurrency_key, concurrency_max, created_at,
                   task_status.status, task_status.counted, task_status.end_reason, task_status.ended_at
            FROM task
            JOIN task_status ON task_status.id = task.id
            WHERE task.job_id = ?
            ORDER BY task.id DESC
            LIMIT ?
            OFFSET ?
            """;

    @Override
    public List<TaskHistory> ofJob(UUID job, int offset, int limit) {
        return database.atOneMoment(() -> withAttempts(database.query(
                OF_JOB,
                statement -> {
                    statement.setObject(1, job);
                    statement.setInt(2, limit);
                    statement.setInt(3, offset);
                },
                PostgresTasks::history)));
    }

    /** Index: task_job. */
    private static final String COUNT_OF_JOB = """
            SELECT count(*) AS total
            FROM task
            WHERE job_id = ?
            """;

    @Override
    public long countOfJob(UUID job) {
        return database.queryOne(COUNT_OF_JOB, statement -> statement.setObject(1, job), row -> row.getLong("total"))
                .orElseThrow();
    }

    /** Index: attempt's primary key. */
    private static final String LOG = """
            SELECT coalesce(log, '') AS log
            FROM attempt
            WHERE task_id = ?
            ORDER BY fence
            LIMIT 1
            OFFSET ?
            """;

    @Override
    public Optional<String> log(UUID task, int attempt) {
        return database.queryOne(
                LOG,
                statement -> {
                    statement.setObject(1, task);
                    statement.setInt(2, attempt - 1);
                },
                row -> row.getString("log"));
    }

    /** Index: attempt's primary key backwards, once a task. */
    private static final String LAST_LOGS = """
            SELECT asked.task_id, coalesce(left(last.log, ?), '') AS log
            FROM unnest(cast(? AS uuid[])) WITH ORDINALITY AS asked (task_id, place)
            LEFT JOIN LATERAL (
                SELECT log
                FROM attempt
                WHERE attempt.task_id = asked.task_id
                ORDER BY fence DESC
                LIMIT 1) AS last ON true
            ORDER BY asked.place
            """;

    @Override
    public List<String> lastLogs(List<UUID> tasks, int length) {
        return database.query(
                LAST_LOGS,
                statement -> {
                    statement.setInt(1, length);
                    statement.setArray(2, statement.getConnection().createArrayOf("uuid", tasks.toArray(UUID[]::new)));
                },
                row -> row.getString("log"));
    }

    /** Index: the primary keys of attempt and lease. */
    private static final String ATTEMPTS = """
            SELECT task_id, fence, holder, ending, reason, error, exit_code, result, popped_at, started_at, ended_at,
                   row_number() OVER (PARTITION BY task_id ORDER BY fence) AS number
            FROM (
                SELECT task_id, fence, holder, ending, reason, error, exit_code, result,
                       popped_at, started_at, ended_at
                FROM attempt
                WHERE task_id = ANY (cast(? AS uuid[]))
                UNION ALL
                SELECT task_id, fence, holder, NULL, NULL, NULL, NULL, NULL,
                       popped_at, started_at, NULL
                FROM lease
                WHERE task_id = ANY (cast(? AS uuid[]))
            ) AS tries
            ORDER BY task_id, fence
            """;

    private List<TaskHistory> withAttempts(List<TaskHistory> histories) {
        var attempts =
                attempts(histories.stream().map(history -> history.task().id()).toList());
        return histories.stream()
                .map(history -> new TaskHistory(
                        history.task(),
                        history.status(),
                        history.counted(),
                        history.reason(),
                        history.endedAt(),
                        attempts.getOrDefault(history.task().id(), List.of())))
                .toList();
    }

    private Map<UUID, List<Attempt>> attempts(List<UUID> tasks) {
        var numbered = database.query(
                ATTEMPTS,
                statement -> {
                    var ids = statement.getConnection().createArrayOf("uuid", tasks.toArray(UUID[]::new));
                    statement.setArray(1, ids);
                    statement.setArray(2, ids);
                },
                row -> Map.entry(Columns.uuid(row, "task_id"), attempt(row)));
        return numbered.stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, HashMap::new, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private static TaskHistory history(ResultSet row) throws SQLException {
        return new TaskHistory(
                TaskRows.task(row),
                Status.ofWord(row.getString("status")),
                row.getInt("counted"),
                row.getString("end_reason"),
                Columns.instantOrNull(row, "ended_at"),
                List.of());
    }

    private static Attempt attempt(ResultSet row) throws SQLException {
        String ending = row.getString("ending");
        return new Attempt(
                row.getInt("number"),
                row.getLong("fence"),
                row.getString("holder"),
                ending == null ? null : Ending.ofWord(ending),
                row.getString("reason"),
                row.getString("error"),
                Columns.integerOrNull(row, "exit_code"),
                row.getString("result"),
                Columns.instant(row, "popped_at"),
                Columns.instantOrNull(row, "started_at"),
                Columns.instantOrNull(row, "ended_at"));
    }
}
