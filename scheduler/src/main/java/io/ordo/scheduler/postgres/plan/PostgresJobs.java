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
    private final HeldJobs heldJobs;

    public PostgresJobs(Database database) {
        this.database = database;
        this.heldJobs = new HeldJobs(database);
    }

    /** Index: job_external_key; waits for whoever is adding a job of the same key. */
    private static final String ADD = """
            WITH added AS (
                INSERT INTO job (
                    external_key, name, schedule_expression, zone, gap, twice, start_at, end_at, spread_millis,
                    catch_up, catch_up_count, catch_up_age_millis, catch_up_spacing_millis, overlap, target,
                    target_settings, connection, concurrency_key, concurrency_max, queue, tenant, priority, payload,
                    max_retries, retry_delay_millis,
                    backoff_factor, timeout_millis, deadline_millis, status, paused_at, paused_by, pause_note,
                    anchor_at, updated_at, id, origin, template, created_at)
                VALUES (
                    ?, ?, ?, ?, ?, ?, cast(? AS timestamptz), cast(? AS timestamptz), ?, ?, ?, cast(? AS bigint), ?, ?,
                    ?, cast(? AS jsonb), ?, ?, ?, ?, ?, ?, cast(? AS jsonb), ?, ?, ?, ?, cast(? AS bigint), ?,
                    cast(? AS timestamptz), ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (origin, external_key) WHERE external_key IS NOT NULL AND deleted_at IS NULL DO NOTHING
                RETURNING id, status
            )
            INSERT INTO timing (job_id, active, last_due_at, next_due_at)
            SELECT id, status = 'active', cast(? AS timestamptz), cast(? AS timestamptz)
            FROM added
            """;

    @Override
    public boolean add(Job job) {
        return database.update(ADD, statement -> {
                    int next = JobRows.set(statement, job);
                    statement.setObject(next, job.id());
                    statement.setString(next + 1, job.origin().dialect());
                    statement.setString(next + 2, job.origin().template());
                    Columns.setInstant(statement, next + 3, job.createdAt());
                    JobRows.setTimes(statement, next + 4, job.timing());
                })
                == 1;
    }

    /** Index: job's primary key. */
    private static final String FIND = """
            SELECT id, origin, external_key, template, name, schedule_expression, zone, gap, twice, start_at, end_at,
                   spread_millis, catch_up, catch_up_count, catch_up_age_millis, catch_up_spacing_millis, overlap,
                   target, target_settings, connection, concurrency_key, concurrency_max, queue, tenant, priority,
                   payload, max_retries, retry_delay_millis,
                   backoff_factor, timeout_millis, deadline_millis, status, paused_at, paused_by, pause_note,
                   anchor_at, last_due_at, next_due_at, created_at, updated_at
            FROM job
            JOIN timing ON timing.job_id = job.id
            WHERE id = ?
              AND deleted_at IS NULL
            """;

    @Override
    public Optional<Job> find(UUID id) {
        return database.queryOne(FIND, statement -> statement.setObject(1, id), JobRows::job);
    }

    /** Those of every dialect but OpenKAT's. Index: job's primary key backwards, job_tenant when a tenant is given. */
    private static final String LIST = """
            SELECT id, origin, external_key, template, name, schedule_expression, zone, gap, twice, start_at, end_at,
                   spread_millis, catch_up, catch_up_count, catch_up_age_millis, catch_up_spacing_millis, overlap,
                   target, target_settings, connection, concurrency_key, concurrency_max, queue, tenant, priority,
                   payload, max_retries, retry_delay_millis,
                   backoff_factor, timeout_millis, deadline_millis, status, paused_at, paused_by, pause_note,
                   anchor_at, last_due_at, next_due_at, created_at, updated_at
            FROM job
            JOIN timing ON timing.job_id = job.id
            WHERE deleted_at IS NULL
              AND origin <> 'kat'
              AND (cast(? AS text) IS NULL OR status = ?)
              AND (cast(? AS text) IS NULL OR tenant = ?)
            ORDER BY id DESC
            LIMIT ?
            OFFSET ?
            """;

    /** Index: job_origin backwards, or job_tenant when a tenant is given. */
    static final String LIST_OF_ORIGIN = """
            SELECT id, origin, external_key, template, name, schedule_expression, zone, gap, twice, start_at, end_at,
                   spread_millis, catch_up, catch_up_count, catch_up_age_millis, catch_up_spacing_millis, overlap,
                   target, target_settings, connection, concurrency_key, concurrency_max, queue, tenant, priority,
                   payload, max_retries, retry_delay_millis,
                   backoff_factor, timeout_millis, deadline_millis, status, paused_at, paused_by, pause_note,
                   anchor_at, last_due_at, next_due_at, created_at, updated_at
            FROM job
            JOIN timing ON timing.job_id = job.id
            WHERE deleted_at IS NULL
              AND (cast(? AS text) IS NULL OR status = ?)
              AND (cast(? AS text) IS NULL OR tenant = ?)
              AND origin = ?
            ORDER BY id DESC
            LIMIT ?
            OFFSET ?
            """;

    @Override
    public List<Job> list(Filter filter, int offset, int limit) {
        return database.query(
                filter.origin() == null ? LIST : LIST_OF_ORIGIN,
                statement -> {
                    int next = set(statement, filter);
                    statement.setInt(next, limit);
                    statement.setInt(next + 1, offset);
                },
                JobRows::job);
    }

    /** Index: job_tenant when a tenant is given; otherwise all jobs are read, of which there are thousands. */
    private static final String COUNT = """
            SELECT count(*) AS total
            FROM job
            WHERE deleted_at IS NULL
              AND origin <> 'kat'
              AND (cast(? AS text) IS NULL OR status = ?)
              AND (cast(? AS text) IS NULL OR tenant = ?)
            """;

    /** Index: job_origin, or job_tenant when a tenant is given; those of the dialect are read. */
    private static final String COUNT_OF_ORIGIN = """
            SELECT count(*) AS total
            FROM job
            WHERE deleted_at IS NULL
              AND (cast(? AS text) IS NULL OR status = ?)
              AND (cast(? AS text) IS NULL OR tenant = ?)
              AND origin = ?
            """;

    @Override
    public long count(Filter filter) {
        return database.queryOne(
                        filter.origin() == null ? COUNT : COUNT_OF_ORIGIN,
                        statement -> set(statement, filter),
                        row -> row.getLong("total"))
                .orElseThrow();
    }

    /** Locks the job's timing against planners and other changes. Index: job_external_key, timing's primary key. */
    private static final String HOLD = """
            SELECT job_id
            FROM job
            JOIN timing ON timing.job_id = job.id
            WHERE origin = ?
              AND external_key = ?
              AND deleted_at IS NULL
            FOR UPDATE OF timing
            """;

    @Override
    public Optional<Job> hold(String origin, String key) {
        return database.queryOne(
                        HOLD,
                        statement -> {
                            statement.setString(1, origin);
                            statement.setString(2, key);
                        },
                        row -> Columns.uuid(row, "job_id"))
                .flatMap(this::find)
                .filter(held -> key.equals(held.externalKey())); // it may have got another while this waited
    }

    /** {@link HeldJobs} holds it. Index: the primary keys; entries of its due time and key move. */
    private static final String CHANGE = """
            WITH changed AS MATERIALIZED (
                UPDATE job
                SET external_key = ?, name = ?, schedule_expression = ?, zone = ?, gap = ?, twice = ?,
                    start_at = cast(? AS timestamptz), end_at = cast(? AS timestamptz), spread_millis = ?,
                    catch_up = ?, catch_up_count = ?, catch_up_age_millis = cast(? AS bigint),
                    catch_up_spacing_millis = ?, overlap = ?, target = ?, target_settings = cast(? AS jsonb),
                    connection = ?, concurrency_key = ?, concurrency_max = ?,
                    queue = ?, tenant = ?, priority = ?, payload = cast(? AS jsonb), max_retries = ?,
                    retry_delay_millis = ?, backoff_factor = ?, timeout_millis = ?,
                    deadline_millis = cast(? AS bigint), status = ?, paused_at = cast(? AS timestamptz),
                    paused_by = ?, pause_note = ?, anchor_at = ?, updated_at = ?
                WHERE id = ?
                RETURNING id, status
            )
            UPDATE timing
            SET active = changed.status = 'active', last_due_at = cast(? AS timestamptz),
                next_due_at = cast(? AS timestamptz)
            FROM changed
            WHERE timing.job_id = changed.id
            """;

    @Override
    public Optional<Job> change(UUID id, UnaryOperator<Job> change) {
        return database.atomically(() -> {
            var changed = heldJobs.hold(id) ? find(id).map(change) : Optional.<Job>empty();
            changed.ifPresent(this::save);
            return changed;
        });
    }

    private void save(Job job) {
        try {
            database.update(CHANGE, statement -> {
                int next = JobRows.set(statement, job);
                statement.setObject(next, job.id());
                JobRows.setTimes(statement, next + 1, job.timing());
            });
        } catch (DataAccessException refused) {
            throw Database.isTaken(refused.getCause()) ? new KeyTaken(job, refused) : refused;
        }
    }

    /**
     * Locks the job's timing, waiting for a planner or a change that holds it, then its row. Index: the primary keys of
     * timing and job.
     */
    private static final String HIDE = """
            WITH gone AS MATERIALIZED (
                DELETE FROM timing
                WHERE job_id = ?
                RETURNING job_id
            )
            UPDATE job
            SET deleted_at = app_now()
            FROM gone
            WHERE job.id = gone.job_id
              AND deleted_at IS NULL
            """;

    @Override
    public boolean hide(UUID id) {
        return database.update(HIDE, statement -> statement.setObject(1, id)) == 1;
    }

    /** Sets status and tenant, and the origin if one is asked for. */
    private static int set(PreparedStatement statement, Filter filter) throws SQLException {
        var status = filter.status();
        String word = status == null ? null : status.word();
        statement.setString(1, word);
        statement.setString(2, word);
        statement.setString(3, filter.tenant());
        statement.setString(4, filter.tenant());
        if (filter.origin() == null) {
            return 5;
        }
        statement.setString(5, filter.origin());
        return 6;
    }
}
