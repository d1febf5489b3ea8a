package io.ordo.scheduler.postgres.plan;

import io.ordo.scheduler.job.JobStatus;
import io.ordo.scheduler.planning.DueJob;
import io.ordo.scheduler.planning.DueJobs;
import io.ordo.scheduler.planning.Plan;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.FieldArrays;
import io.ordo.scheduler.postgres.NewTasks;
import io.ordo.scheduler.postgres.Ties;
import io.ordo.scheduler.pushing.MadeTasks;
import io.ordo.scheduler.task.NewTask;
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
    private final HeldJobs heldJobs;
    private final NewTasks newTasks;
    private final LiveTasks liveTasks;
    private final PostgresLedger ledger;
    private final Ties ties;

    public PostgresDueJobs(Database database) {
        this.database = database;
        this.heldJobs = new HeldJobs(database);
        this.newTasks = new NewTasks(database);
        this.liveTasks = new LiveTasks(database);
        this.ledger = new PostgresLedger(database);
        this.ties = new Ties(database);
    }

    @Override
    public Planned plan(@Nullable Duration back, Function<DueJob, Plan> decide, UnaryOperator<List<NewTask>> rank) {
        return database.atomically(() -> {
            var due = heldJobs.due(back, BATCH);
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

    /** The rows are locked already. Index: timing's primary key; their entries in timing_due move. */
    private static final String ADVANCE = """
            WITH planned AS MATERIALIZED (
                SELECT job_id, last_due_at, next_due_at, status
                FROM unnest(
                    (SELECT cast(? AS uuid[])), cast(? AS timestamptz[]), cast(? AS timestamptz[]),
                    cast(? AS text[]))
                    AS planned (job_id, last_due_at, next_due_at, status)
            )
            UPDATE timing
            SET last_due_at = coalesce(planned.last_due_at, timing.last_due_at),
                next_due_at = planned.next_due_at, active = planned.status = 'active'
            FROM planned
            WHERE timing.job_id = planned.job_id
            """;

    /** Locks the rows of the jobs, whose timing is locked already. Index: job's primary key. */
    private static final String REST = """
            WITH planned AS MATERIALIZED (
                SELECT job_id, status
                FROM unnest(cast(? AS uuid[]), cast(? AS text[])) AS planned (job_id, status)
            )
            UPDATE job
            SET status = planned.status
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
        var resting =
                plans.stream().filter(plan -> plan.status() != JobStatus.ACTIVE).toList();
        if (!resting.isEmpty()) {
            database.update(
                    REST,
                    statement -> FieldArrays.of(statement, 1, resting)
                            .withUuids(Plan::job)
                            .withTexts(plan -> plan.status().word()));
        }
    }

    @Override
    public Optional<MadeTasks> runNow(UUID job, Function<DueJob, NewTask> decide, UnaryOperator<List<NewTask>> rank) {
        return database.atomically(() -> {
            var taken = heldJobs.one(job).map(List::of).orElseGet(List::of);
            return liveTasks.with(taken).stream().findFirst().map(due -> {
                var task = rank.apply(List.of(decide.apply(due)));
                var made = MadeTasks.of(task, newTasks.make(task));
                ties.add(made.tasks());
                return made;
            });
        });
    }
}
