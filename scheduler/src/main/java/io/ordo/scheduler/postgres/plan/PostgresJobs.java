package io.ordo.scheduler.postgres.plan;

import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.job.Jobs;
import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** The jobs, in their table. */
public final class PostgresJobs implements Jobs {
    private final Database database;

    public PostgresJobs(Database database) {
        this.database = database;
    }

    private static final String ADD = """
            INSERT INTO job (
                name, schedule_expression, zone,
                queue, tenant, priority, payload, max_retries, retry_delay_millis, backoff_factor, timeout_millis,
                deadline_millis, status, anchor_at, last_due_at, next_due_at, updated_at,
                id, origin, created_at)
            VALUES (?, ?, ?, ?, ?, ?, cast(? AS jsonb), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    @Override
    public void add(Job job) {
        database.update(ADD, statement -> {
            int next = JobRows.set(statement, job);
            statement.setObject(next, job.id());
            statement.setString(next + 1, job.origin());
            Columns.setInstant(statement, next + 2, job.createdAt());
        });
    }

    /** Index: job's primary key. */
    private static final String FIND = """
            SELECT id, origin, name, schedule_expression, zone,
                   queue, tenant, priority, payload, max_retries, retry_delay_millis, backoff_factor, timeout_millis,
                   deadline_millis, status, anchor_at, last_due_at, next_due_at, created_at, updated_at
            FROM job
            WHERE id = ?
              AND deleted_at IS NULL
            """;

    @Override
    public Optional<Job> find(UUID id) {
        return database.queryOne(FIND, statement -> statement.setObject(1, id), JobRows::job);
    }

    /** Index: job's primary key backwards, job_tenant when a tenant is given. */
    private static final String LIST = """
            SELECT id, origin, name, schedule_expression, zone,
                   queue, tenant, priority, payload, max_retries, retry_delay_millis, backoff_factor, timeout_millis,
                   deadline_millis, status, anchor_at, last_due_at, next_due_at, created_at, updated_at
            FROM job
            WHERE deleted_at IS NULL
              AND (cast(? AS text) IS NULL OR status = ?)
              AND (cast(? AS text) IS NULL OR tenant = ?)
              AND (cast(? AS text) IS NULL OR origin = ?)
            ORDER BY id DESC
            LIMIT ?
            OFFSET ?
            """;

    @Override
    public List<Job> list(Filter filter, int offset, int limit) {
        return database.query(
                LIST,
                statement -> {
                    int next = set(statement, filter);
                    statement.setInt(next, limit);
                    statement.setInt(next + 1, offset);
                },
                JobRows::job);
    }

    private static final String COUNT = """
            SELECT count(*) AS total
            FROM job
            WHERE deleted_at IS NULL
              AND (cast(? AS text) IS NULL OR status = ?)
              AND (cast(? AS text) IS NULL OR tenant = ?)
              AND (cast(? AS text) IS NULL OR origin = ?)
            """;

    @Override
    public long count(Filter filter) {
        return database.queryOne(COUNT, statement -> set(statement, filter), row -> row.getLong("total"))
                .orElseThrow();
    }

    /** Locks the job's row against planners and other changes. Index: job's primary key. */
    private static final String LOCK = """
            SELECT id, origin, name, schedule_expression, zone,
                   queue, tenant, priority, payload, max_retries, retry_delay_millis, backoff_factor, timeout_millis,
                   deadline_millis, status, anchor_at, last_due_at, next_due_at, created_at, updated_at
            FROM job
            WHERE id = ?
              AND deleted_at IS NULL
            FOR UPDATE
            """;

    private static final String CHANGE = """
            UPDATE job
            SET name = ?, schedule_expression = ?, zone = ?,
                queue = ?, tenant = ?, priority = ?, payload = cast(? AS jsonb), max_retries = ?,
                retry_delay_millis = ?, backoff_factor = ?, timeout_millis = ?,
                deadline_millis = ?, status = ?, anchor_at = ?, last_due_at = ?, next_due_at = ?, updated_at = ?
            WHERE id = ?
            """;

    @Override
    public Optional<Job> change(UUID id, UnaryOperator<Job> change) {
        return database.atomically(() -> {
            var changed = database.queryOne(LOCK, statement -> statement.setObject(1, id), JobRows::job)
                    .map(change);
            changed.ifPresent(this::save);
            return changed;
        });
    }

    private void save(Job job) {
        database.update(CHANGE, statement -> statement.setObject(JobRows.set(statement, job), job.id()));
    }

    /** Locks the job's row. A planner that holds it has made its task before this goes on. */
    private static final String HIDE = """
            UPDATE job
            SET deleted_at = app_now()
            WHERE id = ?
              AND deleted_at IS NULL
            """;

    /** Index: task_job, then the places' primary keys. */
    private static final String CANCEL_TASKS = """
            WITH mine AS (
                SELECT id
                FROM task
                WHERE job_id = ?
                  AND end_status IS NULL
            ), unready AS (
                DELETE FROM waiting
                USING mine
                WHERE waiting.task_id = mine.id
                RETURNING waiting.task_id, waiting.counted
            ), unpopped AS (
                DELETE FROM ready
                USING mine
                WHERE ready.task_id = mine.id
                RETURNING ready.task_id, ready.counted
            ), gone AS (
                SELECT task_id, counted FROM unready
                UNION ALL
                SELECT task_id, counted FROM unpopped
            )
            UPDATE task
            SET end_status = 'cancelled', ended_at = app_now(), counted = gone.counted
            FROM gone
            WHERE task.id = gone.task_id
            """;

    @Override
    public boolean delete(UUID id) {
        return database.atomically(() -> {
            boolean hidden = database.update(HIDE, statement -> statement.setObject(1, id)) == 1;
            while (hidden && isWaitedFor(id)) {
                database.update(CANCEL_TASKS, statement -> statement.setObject(1, id));
            }
            return hidden;
        });
    }

    /** Index: task_job, then the places' primary keys. */
    private static final String WAITED_FOR = """
            SELECT 1
            FROM task
            WHERE job_id = ?
              AND end_status IS NULL
              AND (EXISTS (SELECT FROM waiting WHERE waiting.task_id = task.id)
                   OR EXISTS (SELECT FROM ready WHERE ready.task_id = task.id))
            LIMIT 1
            """;

    /** A task in the middle of a promotion is in neither place for a cancel that waits for it: so look again. */
    private boolean isWaitedFor(UUID job) {
        return database.queryOne(WAITED_FOR, statement -> statement.setObject(1, job), _ -> true)
                .isPresent();
    }

    private static int set(PreparedStatement statement, Filter filter) throws SQLException {
        var status = filter.status();
        String word = status == null ? null : status.word();
        statement.setString(1, word);
        statement.setString(2, word);
        statement.setString(3, filter.tenant());
        statement.setString(4, filter.tenant());
        statement.setString(5, filter.origin());
        statement.setString(6, filter.origin());
        return 7;
    }
}
