package io.ordo.scheduler.postgres.plan;

import io.micronaut.data.exceptions.DataAccessException;
import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.job.Jobs;
import io.ordo.scheduler.job.KeyTaken;
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

    /** Index: job_external_key; waits for whoever is adding a job of the same key. */
    private static final String ADD = """
            INSERT INTO job (
                external_key, name, schedule_expression, zone,
                queue, tenant, priority, payload, max_retries, retry_delay_millis, backoff_factor, timeout_millis,
                deadline_millis, status, anchor_at, last_due_at, next_due_at, updated_at,
                id, origin, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, cast(? AS jsonb), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (origin, external_key) WHERE external_key IS NOT NULL AND deleted_at IS NULL DO NOTHING
            """;

    @Override
    public boolean add(Job job) {
        return database.update(ADD, statement -> {
                    int next = JobRows.set(statement, job);
                    statement.setObject(next, job.id());
                    statement.setString(next + 1, job.origin());
                    Columns.setInstant(statement, next + 2, job.createdAt());
                })
                == 1;
    }

    /** Index: job's primary key. */
    private static final String FIND = """
            SELECT id, origin, external_key, name, schedule_expression, zone,
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
            SELECT id, origin, external_key, name, schedule_expression, zone,
                   queue, tenant, priority, payload, max_retries, retry_delay_millis, backoff_factor, timeout_millis,
                   deadline_millis, status, anchor_at, last_due_at, next_due_at, created_at, updated_at
            FROM job
            WHERE deleted_at IS NULL
              AND (cast(? AS text) IS NULL OR status = ?)
              AND (cast(? AS text) IS NULL OR tenant = ?)
              AND (origin = ? OR (cast(? AS text) IS NULL AND origin <> 'kat'))
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
              AND (origin = ? OR (cast(? AS text) IS NULL AND origin <> 'kat'))
            """;

    @Override
    public long count(Filter filter) {
        return database.queryOne(COUNT, statement -> set(statement, filter), row -> row.getLong("total"))
                .orElseThrow();
    }

    /** Locks the job's row against planners and other changes. Index: job_external_key. */
    private static final String HOLD = """
            SELECT id, origin, external_key, name, schedule_expression, zone,
                   queue, tenant, priority, payload, max_retries, retry_delay_millis, backoff_factor, timeout_millis,
                   deadline_millis, status, anchor_at, last_due_at, next_due_at, created_at, updated_at
            FROM job
            WHERE origin = ?
              AND external_key = ?
              AND deleted_at IS NULL
            FOR UPDATE
            """;

    @Override
    public Optional<Job> hold(String origin, String key) {
        return database.queryOne(
                HOLD,
                statement -> {
                    statement.setString(1, origin);
                    statement.setString(2, key);
                },
                JobRows::job);
    }

    /** Locks the job's row against planners and other changes. Index: job's primary key. */
    private static final String LOCK = """
            SELECT id, origin, external_key, name, schedule_expression, zone,
                   queue, tenant, priority, payload, max_retries, retry_delay_millis, backoff_factor, timeout_millis,
                   deadline_millis, status, anchor_at, last_due_at, next_due_at, created_at, updated_at
            FROM job
            WHERE id = ?
              AND deleted_at IS NULL
            FOR UPDATE
            """;

    private static final String CHANGE = """
            UPDATE job
            SET external_key = ?, name = ?, schedule_expression = ?, zone = ?,
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
        try {
            database.update(CHANGE, statement -> statement.setObject(JobRows.set(statement, job), job.id()));
        } catch (DataAccessException refused) {
            throw isUniqueViolation(refused) ? new KeyTaken(job, refused) : refused;
        }
    }

    private static boolean isUniqueViolation(DataAccessException refused) {
        return refused.getCause() instanceof SQLException sql && "23505".equals(sql.getSQLState());
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
            if (hidden) {
                database.update(LET_GO, statement -> statement.setObject(1, id));
            }
            while (hidden && isWaitedFor(id)) {
                database.update(CANCEL_TASKS, statement -> statement.setObject(1, id));
            }
            return hidden;
        });
    }

    /** The job is locked already. Index: job's primary key, then task_job. */
    private static final String LET_GO = """
            UPDATE task
            SET job_id = NULL
            FROM job
            WHERE job.id = ?
              AND origin = 'kat'
              AND task.job_id = job.id
            """;

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
