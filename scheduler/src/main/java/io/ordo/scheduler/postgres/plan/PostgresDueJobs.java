package io.ordo.scheduler.postgres.plan;

import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.planning.DueJob;
import io.ordo.scheduler.planning.DueJobs;
import io.ordo.scheduler.planning.Plan;
import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.NewTasks;
import io.ordo.scheduler.pushing.MadeTasks;
import io.ordo.scheduler.task.NewTask;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
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
    private final Twins twins;

    public PostgresDueJobs(Database database) {
        this.database = database;
        this.newTasks = new NewTasks(database);
        this.twins = new Twins(database);
    }

    /**
     * Locks the jobs it takes, passing over those another planner or a change holds. Index: job_due, whose condition
     * the literals repeat.
     */
    private static final String TAKE_DUE = """
            SELECT job.id, origin, external_key, name, schedule_expression, zone,
                   queue, tenant, priority, payload, job.max_retries, job.retry_delay_millis, job.backoff_factor,
                   job.timeout_millis, deadline_millis, status, anchor_at, last_due_at, next_due_at, job.created_at,
                   job.updated_at, kat_item, makes_schedules, reschedule_after_millis,
                   app_now() AS instant
            FROM job
            JOIN queue ON queue.id = job.queue
            WHERE status = 'active'
              AND deleted_at IS NULL
              AND next_due_at <= app_now()
            ORDER BY next_due_at
            LIMIT ?
            FOR UPDATE OF job SKIP LOCKED
            """;

    @Override
    public Planned plan(int limit, Function<DueJob, Plan> decide, UnaryOperator<List<NewTask>> rank) {
        return database.atomically(() -> {
            var due = database.query(TAKE_DUE, statement -> statement.setInt(1, limit), PostgresDueJobs::dueJob);
            var plans = twins.with(due).stream().map(decide).toList();
            var unplanned = rank.apply(unplanned(plans));
            var made = newTasks.make(unplanned);
            advance(plans);
            return new Planned(plans.size(), MadeTasks.of(unplanned, made));
        });
    }

    /** The primary key refuses a planned time that was fired before. */
    private static final String FIRE = """
            INSERT INTO occurrence (job_id, planned_at, task_id)
            VALUES (?, ?, ?)
            ON CONFLICT DO NOTHING
            """;

    private List<NewTask> unplanned(List<Plan> plans) {
        return plans.stream()
                .<NewTask>mapMulti((plan, tasks) -> {
                    switch (plan) {
                        case Plan.Fire fire -> {
                            var task = fire.task().task();
                            if (isNew(fire.job(), task.plannedAt(), task.id())) {
                                tasks.accept(fire.task());
                            }
                        }
                        case Plan.Coalesce shared -> isNew(shared.job(), shared.planned(), shared.into());
                        case Plan.Pause _ -> {}
                    }
                })
                .toList();
    }

    private boolean isNew(UUID job, @Nullable Instant planned, UUID task) {
        return database.update(FIRE, statement -> {
                    statement.setObject(1, job);
                    Columns.setInstant(statement, 2, planned);
                    statement.setObject(3, task);
                })
                == 1;
    }

    /** The rows are locked already. Index: job's primary key. */
    private static final String ADVANCE = """
            UPDATE job
            SET last_due_at = CASE WHEN cast(? AS text) = 'paused' THEN last_due_at ELSE next_due_at END,
                next_due_at = ?, status = ?
            WHERE id = ?
            """;

    private void advance(List<Plan> plans) {
        database.updateEach(ADVANCE, plans, (statement, plan) -> {
            statement.setString(1, plan.status().word());
            Columns.setInstant(statement, 2, plan.next());
            statement.setString(3, plan.status().word());
            statement.setObject(4, plan.job());
        });
    }

    /** Locks the job, waiting for a planner or a change that holds it. Index: job's primary key. */
    private static final String TAKE_ONE = """
            SELECT job.id, origin, external_key, name, schedule_expression, zone,
                   queue, tenant, priority, payload, job.max_retries, job.retry_delay_millis, job.backoff_factor,
                   job.timeout_millis, deadline_millis, status, anchor_at, last_due_at, next_due_at, job.created_at,
                   job.updated_at, kat_item, makes_schedules, reschedule_after_millis,
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
            return twins.with(taken).stream().findFirst().map(due -> {
                var task = rank.apply(List.of(decide.apply(due)));
                return MadeTasks.of(task, newTasks.make(task));
            });
        });
    }

    private static DueJob dueJob(ResultSet row) throws SQLException {
        var job = JobRows.job(row);
        var kat = job.origin().equals(Job.KAT) ? Columns.katRulesOrNull(row) : null;
        return new DueJob(job, Columns.instant(row, "instant"), kat, null);
    }
}
