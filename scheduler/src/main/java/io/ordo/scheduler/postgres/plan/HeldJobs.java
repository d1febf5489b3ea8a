package io.ordo.scheduler.postgres.plan;

import io.ordo.scheduler.planning.DueJob;
import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.FieldArrays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Jobs that nobody else plans or changes until the transaction ends: whoever does either locks their rows of timing
 * first, and reads the jobs themselves in a statement of its own after that, which sees what was changed while it
 * waited.
 */
final class HeldJobs {
    private final Database database;

    HeldJobs(Database database) {
        this.database = database;
    }

    /**
     * Locks the timing of the jobs it takes, passing over those another planner or a change holds. Index: timing_due
     * from where the look begins, whose condition it repeats.
     */
    private static final String TAKE_DUE = """
            SELECT job_id, last_due_at, next_due_at
            FROM timing
            WHERE active
              AND next_due_at <= app_now()
              AND next_due_at > coalesce(app_now() - cast(? AS bigint) * interval '1 ms', '-infinity')
            ORDER BY next_due_at
            LIMIT ?
            FOR UPDATE SKIP LOCKED
            """;

    /** The longest due of those that became due within a time; null for at any time. */
    List<DueJob> due(@Nullable Duration back, int most) {
        return read(database.query(
                TAKE_DUE,
                statement -> {
                    statement.setObject(1, back == null ? null : back.toMillis(), Types.BIGINT);
                    statement.setInt(2, most);
                },
                Held::read));
    }

    /** Locks the job's timing, waiting for a planner or a change that holds it. Index: timing's primary key. */
    private static final String HOLD = """
            SELECT job_id, last_due_at, next_due_at
            FROM timing
            WHERE job_id = ?
            FOR UPDATE
            """;

    /** Whether there is such a job; then it is held. */
    boolean hold(UUID job) {
        return !timing(job).isEmpty();
    }

    /** A job, due or not; empty when there is none of that id. */
    Optional<DueJob> one(UUID job) {
        return read(timing(job)).stream().findFirst();
    }

    private List<Held> timing(UUID job) {
        return database.query(HOLD, statement -> statement.setObject(1, job), Held::read);
    }

    /** Their timing is locked already. Index: the primary keys of job and queue. */
    private static final String READ = """
            SELECT job.id, origin, external_key, template, name, schedule_expression, zone, gap, twice, start_at,
                   end_at, spread_millis, catch_up, catch_up_count, catch_up_age_millis, catch_up_spacing_millis,
                   overlap, target, target_settings, connection, concurrency_key, concurrency_max, queue, tenant,
                   priority, payload, job.max_retries,
                   job.retry_delay_millis, job.backoff_factor, job.timeout_millis, deadline_millis, status,
                   job.paused_at, paused_by, job.pause_note, anchor_at, last_due_at, next_due_at, job.created_at,
                   job.updated_at,
                   kat_item, makes_schedules, reschedule_after_millis,
                   app_now() AS instant
            FROM unnest((SELECT cast(? AS uuid[])), cast(? AS timestamptz[]), cast(? AS timestamptz[]))
                WITH ORDINALITY AS held (job_id, last_due_at, next_due_at, place)
            JOIN job ON job.id = held.job_id
            JOIN queue ON queue.id = job.queue
            ORDER BY place
            """;

    private List<DueJob> read(List<Held> held) {
        return held.isEmpty()
                ? List.of()
                : database.query(
                        READ,
                        statement -> FieldArrays.of(statement, 1, held)
                                .withUuids(Held::job)
                                .withInstants(Held::last)
                                .withInstants(Held::next),
                        HeldJobs::dueJob);
    }

    private static DueJob dueJob(ResultSet row) throws SQLException {
        var job = JobRows.job(row);
        var kat = job.isKat() ? Columns.katRulesOrNull(row) : null;
        return new DueJob(job, Columns.instant(row, "instant"), kat, List.of(), null);
    }

    /** A row of timing that is locked. */
    private record Held(
            UUID job, @Nullable Instant last, @Nullable Instant next) {
        static Held read(ResultSet row) throws SQLException {
            return new Held(
                    Columns.uuid(row, "job_id"),
                    Columns.instantOrNull(row, "last_due_at"),
                    Columns.instantOrNull(row, "next_due_at"));
        }
    }
}
