package io.ordo.scheduler.postgres.history;

import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.FilteredReads;
import io.ordo.scheduler.postgres.TaskRows;
import io.ordo.scheduler.queue.Place;
import io.ordo.scheduler.task.Ending;
import io.ordo.scheduler.task.Task;
import io.ordo.scheduler.tending.LateResult;
import io.ordo.scheduler.tending.PriorityChange;
import io.ordo.scheduler.tending.QueuedTask;
import io.ordo.scheduler.tending.Scope;
import io.ordo.scheduler.tending.TaskFilter;
import io.ordo.scheduler.tending.TaskLookup;
import io.ordo.scheduler.tending.TaskSummary;
import io.ordo.scheduler.tending.TaskTies;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tasks, live and ended, for looking through. */
public final class PostgresTaskLookup implements TaskLookup {
    private final Database database;
    private final TaskSearch search;

    public PostgresTaskLookup(Database database, FilteredReads reads) {
        this.database = database;
        this.search = new TaskSearch(database, reads);
    }

    @Override
    public List<TaskSummary> list(TaskFilter filter, Scope scope, @Nullable UUID before, int limit) {
        return search.list(filter, scope, before, limit);
    }

    /** Index: task's primary key. */
    private static final String TASKS = """
            SELECT id, job_id, planned_at, retry_of, data_at, hash, queue, tenant, priority, payload,
                   max_retries, retry_delay_millis, backoff_factor, timeout_millis, target, target_settings,
                   connection, concurrency_key, concurrency_max, created_at
            FROM task
            WHERE id = ANY (cast(? AS uuid[]))
            """;

    @Override
    public List<Task> tasks(Collection<UUID> ids) {
        return database.query(
                TASKS,
                statement -> statement.setArray(
                        1, statement.getConnection().createArrayOf("uuid", ids.toArray(UUID[]::new))),
                TaskRows::task);
    }

    /** Index: the primary keys of task, the places, prerequisite and late_result; task_retry_of. */
    private static final String TIES = """
            SELECT nullif(waiting.due_at, 'infinity') AS due_at,
                   coalesce(
                       waiting.deadline_at, ready.deadline_at,
                       CASE WHEN lease.started_at IS NULL THEN lease.deadline_at END) AS deadline_at,
                   ARRAY (
                       SELECT after_id
                       FROM prerequisite
                       WHERE prerequisite.task_id = task.id
                       ORDER BY after_id) AS after,
                   (SELECT id FROM task AS again WHERE again.retry_of = task.id ORDER BY id DESC LIMIT 1) AS retried_as,
                   (SELECT count(*) FROM late_result WHERE late_result.task_id = task.id) AS late_results
            FROM task
            LEFT JOIN waiting ON waiting.task_id = task.id
            LEFT JOIN ready ON ready.task_id = task.id
            LEFT JOIN lease ON lease.task_id = task.id
            WHERE task.id = ?
            """;

    @Override
    public Optional<TaskTies> ties(UUID task) {
        return database.queryOne(
                TIES,
                statement -> statement.setObject(1, task),
                row -> new TaskTies(
                        Columns.instantOrNull(row, "due_at"),
                        Columns.instantOrNull(row, "deadline_at"),
                        Stream.of((UUID[]) row.getArray("after").getArray()).toList(),
                        Columns.uuidOrNull(row, "retried_as"),
                        row.getInt("late_results")));
    }

    /** Index: late_result's primary key; of a task there are a few for each attempt. */
    private static final String LATE_RESULTS = """
            SELECT fence, ending, reason, error, exit_code, result, left(log, ?) AS log, received_at
            FROM late_result
            WHERE task_id = ?
            ORDER BY received_at DESC, fence DESC
            LIMIT ?
            """;

    @Override
    public List<LateResult> lateResults(UUID task, int limit) {
        return database.query(
                LATE_RESULTS,
                statement -> {
                    statement.setInt(1, LateResult.LONGEST_LOG);
                    statement.setObject(2, task);
                    statement.setInt(3, limit);
                },
                row -> new LateResult(
                        row.getLong("fence"),
                        Ending.ofWord(row.getString("ending")),
                        row.getString("reason"),
                        row.getString("error"),
                        Columns.integerOrNull(row, "exit_code"),
                        row.getString("result"),
                        row.getString("log"),
                        Columns.instant(row, "received_at")));
    }

    /** Index: priority_change_task, backwards. */
    private static final String PRIORITY_CHANGES = """
            SELECT changed_at, changed_by, priority_before, priority
            FROM priority_change
            WHERE task_id = ?
            ORDER BY changed_at DESC
            LIMIT ?
            """;

    @Override
    public List<PriorityChange> priorityChanges(UUID task, int limit) {
        return database.query(
                PRIORITY_CHANGES,
                statement -> {
                    statement.setObject(1, task);
                    statement.setInt(2, limit);
                },
                row -> new PriorityChange(
                        Columns.instant(row, "changed_at"),
                        row.getString("changed_by"),
                        row.getInt("priority_before"),
                        row.getInt("priority")));
    }

    /** Locks nothing. Index: ready_rank gives order and start, then task's primary key for the page alone. */
    private static final String QUEUED = """
            SELECT task_id, rank, seq, ready.counted, deadline_at, task.priority, task.tenant, task.hash,
                   task.created_at
            FROM ready
            JOIN task ON task.id = ready.task_id
            WHERE ready.queue = ?
              AND gate IS NULL
              AND (rank, seq) > (?, ?)
              AND (deadline_at IS NULL OR deadline_at > app_now())
            ORDER BY rank, seq
            LIMIT ?
            """;

    @Override
    public List<QueuedTask> queued(String queue, @Nullable Place after, int limit) {
        return database.query(
                QUEUED,
                statement -> {
                    statement.setString(1, queue);
                    statement.setLong(2, after == null ? Long.MIN_VALUE : after.rank());
                    statement.setLong(3, after == null ? Long.MIN_VALUE : after.seq());
                    statement.setInt(4, limit);
                },
                PostgresTaskLookup::queued);
    }

    private static QueuedTask queued(ResultSet row) throws SQLException {
        return new QueuedTask(
                Columns.place(row),
                row.getInt("priority"),
                row.getString("tenant"),
                row.getString("hash"),
                row.getInt("counted"),
                Columns.instantOrNull(row, "deadline_at"),
                Columns.instant(row, "created_at"));
    }

    /** Index: ready_rank, as many entries as there are before the place. */
    private static final String AHEAD = """
            SELECT count(*) AS ahead
            FROM ready
            WHERE queue = ?
              AND gate IS NULL
              AND (rank, seq) <= (?, ?)
              AND (deadline_at IS NULL OR deadline_at > app_now())
            """;

    @Override
    public long ahead(String queue, Place place) {
        return database.queryOne(
                        AHEAD,
                        statement -> {
                            statement.setString(1, queue);
                            statement.setLong(2, place.rank());
                            statement.setLong(3, place.seq());
                        },
                        row -> row.getLong("ahead"))
                .orElseThrow();
    }
}
