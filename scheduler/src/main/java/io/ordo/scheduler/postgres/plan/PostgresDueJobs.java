package io.ordo.scheduler.postgres.plan;

import io.ordo.scheduler.planning.DueJob;
import io.ordo.scheduler.planning.DueJobs;
import io.ordo.scheduler.planning.Plan;
import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.FieldArrays;
import io.ordo.scheduler.postgres.NewTasks;
import io.ordo.scheduler.postgres.Ties;
import io.ordo.scheduler.pushing.MadeTasks;
import io.ordo.scheduler.task.NewTask;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Due jobs, locked while their tasks are made. */
public final class PostgresDueJobs implements DueJobs {
    private final Database database;
    private final NewTasks newTasks;
    private final LiveTasks liveTasks;
    private final PostgresLedger ledger;
    private final Ties ties;

    public PostgresDueJobs(Database database) {
        this.database = database;
        this.newTasks = new NewTasks(database);
        this.liveTasks = new LiveTasks(database);
        this.ledger = new PostgresLedger(database);
        this.ties = new Ties(database);
    }

    /**
     * Locks the jobs it takes, passing over those another planner or a change holds. Index: job_due from where the look
     * begins, whose condition the literals repeat.
     */
    private static final String TAKE_DUE = """
            SELECT job.id, origin, external_key, template, name, schedule_expression, zone, gap, twice, start_at,
                   end_at, spread_millis, catch_up, catch_up_count, catch_up_age_millis, catch_up_spacing_millis,
                   overlap, target, target_settings, queue, tenant, priority, payload, job.max_retries,
                   job.retry_delay_millis, job.backoff_factor, job.timeout_millis, deadline_millis, status,
                   job.paused_at, paused_by, job.pause_note, anchor_at, last_due_at, next_due_at, job.created_at,
                   job.updated_at,
                   kat_item, makes_schedules, reschedule_after_millis,
                   app_now() AS instant
            FROM job
            JOIN queue ON queue.id = job.queue
            WHERE status = 'active'
              AND deleted_at IS NULL
              AND next_due_at <= app_now()
              AND next_due_at > coalesce(app_now() - cast(? AS bigint) * interval '1 ms', '-infinity')
            ORDER BY next_due_at
            LIMIT ?
            FOR UPDATE OF job SKIP LOCKED
            """;

    @Override
    public Planned plan(@Nullable Duration back, Function<DueJob, Plan> decide, UnaryOperator<List<NewTask>> rank) {
        return database.atomically(() -> {
            var due = database.query(
                    TAKE_DUE,
                    statement -> {
                        statement.setObject(1, back == null ? null : back.toMillis(), Types.BIGINT);
                        statement.setInt(2, BATCH);
                    },
                    PostgresDueJobs::dueJob);
            var plans = liveTasks.with(due).stream().map(decide).toList();
            var unplanned = rank.apply(unplanned(plans));
            var made = newTasks.make(unplanned);
            ties.add(MadeTasks.of(unplanned, made).tasks());
            advance(plans);
            return new Planned(plans.size(), MadeTasks.of(unplanned, made));
        });
    }

    /** Those made whose planned times had no task before; the ledger keeps what it has. */
    private List<NewTask> unplanned(List<Plan> plans) {
        ledger.note(plans.stream().flatMap(plan -> plan.others().stream()).toList());
        return ledger.noteMade(
                plans.stream().flatMap(plan -> plan.made().stream()).toList());
    }

    /** The rows are locked already. Index: job's primary key. */
    private static final String ADVANCE = """
            WITH planned AS MATERIALIZED (
                SELECT job_id, last_due_at, next_due_at, status
                FROM unnest(
                    (SELECT cast(? AS uuid[])), cast(? AS timestamptz[]), cast(? AS timestamptz[]),
                    cast(? AS text[]))
                    AS planned (job_id, last_due_at, next_due_at, status)
            )
            UPDATE job
            SET last_due_at = coalesce(planned.last_due_at, job.last_due_at),
                next_due_at = planned.next_due_at, status = planned.status
            FROM planned
            WHERE job.id = planned.job_id
            """;

    private void advance(List<Plan> plans) {
        if (!plans.isEmpty()) {
            database.update(
                    ADVANCE,
                    statement -> FieldArrays.of(statement, 1, plans)
                            .withUuids(Plan::job)
                            .withInstants(Plan::last)
                            .withInstants(Plan::next)
                            .withTexts(plan -> plan.status().word()));
        }
    }

    /** Locks the job, waiting for a planner or a change that holds it. Index: job's primary key. */
    private static final String TAKE_ONE = """
            SELECT job.id, origin, external_key, template, name, schedule_expression, zone, gap, twice, start_at,
                   end_at, spread_millis, catch_up, catch_up_count, catch_up_age_millis, catch_up_spacing_millis,
                   overlap, target, target_settings, queue, tenant, priority, payload, job.max_retries,
                   job.retry_delay_millis, job.backoff_factor, job.timeout_millis, deadline_millis, status,
                   job.paused_at, paused_by, job.pause_note, anchor_at, last_due_at, next_due_at, job.created_at,
                   job.updated_at,
                   kat_item, makes_schedules, reschedule_after_millis,
                   app_now() AS instant
            FROM job
            JOIN queue ON queue.id = job.queue
            WHERE job.id = ?
              AND deleted_at IS NULL
            FOR UPDATE OF job
            """;

    @Override
    public Optional<MadeTasks> runNow(UUID job, Function<DueJob, NewTask> decide, UnaryOperator<List<NewTask>> rank) {
        return database.atomically(() -> {
            var taken = database.query(TAKE_ONE, statement -> statement.setObject(1, job), PostgresDueJobs::dueJob);
            return liveTasks.with(taken).stream().findFirst().map(due -> {
                var task = rank.apply(List.of(decide.apply(due)));
                var made = MadeTasks.of(task, newTasks.make(task));
                ties.add(made.tasks());
                return made;
            });
        });
    }

    private static DueJob dueJob(ResultSet row) throws SQLException {
        var job = JobRows.job(row);
        var kat = job.isKat() ? Columns.katRulesOrNull(row) : null;
        return new DueJob(job, Columns.instant(row, "instant"), kat, List.of(), null);
    }
}
