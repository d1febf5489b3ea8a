package io.ordo.scheduler.postgres.plan;

import io.ordo.scheduler.backfilling.PastTimes;
import io.ordo.scheduler.planning.DueJob;
import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.FieldArrays;
import io.ordo.scheduler.postgres.NewTasks;
import io.ordo.scheduler.pushing.MadeTasks;
import io.ordo.scheduler.task.NewTask;
import io.ordo.scheduler.tending.Scope;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Planned times of the past, in the ledger. Whoever writes there holds the job. */
public final class PostgresPastTimes implements PastTimes {
    private final Database database;
    private final HeldJobs heldJobs;
    private final LiveTasks liveTasks;
    private final NewTasks newTasks;
    private final PostgresTasksOfJob tasks;

    public PostgresPastTimes(Database database) {
        this.database = database;
        this.heldJobs = new HeldJobs(database);
        this.liveTasks = new LiveTasks(database);
        this.newTasks = new NewTasks(database);
        this.tasks = new PostgresTasksOfJob(database);
    }

    @Override
    public Optional<DueJob> hold(UUID job) {
        return liveTasks.with(heldJobs.one(job).map(List::of).orElseGet(List::of)).stream()
                .findFirst();
    }

    /**
     * Locks nothing. Index: occurrence's primary key backwards, an entry for each time: stretches of a job do not lie
     * within each other.
     */
    private static final String OF = """
            SELECT asked.at, job_id, planned_at, until_at, count, outcome, reason, task_id
            FROM unnest(cast(? AS timestamptz[])) WITH ORDINALITY AS asked (at, place)
            LEFT JOIN LATERAL (
                SELECT job_id, planned_at, until_at, count, outcome, reason, task_id
                FROM occurrence
                WHERE occurrence.job_id = ?
                  AND occurrence.planned_at <= asked.at
                ORDER BY occurrence.planned_at DESC
                LIMIT 1) AS noted ON noted.until_at >= asked.at
            ORDER BY asked.place
            """;

    @Override
    public List<PastTime> of(UUID job, List<Instant> times) {
        return times.isEmpty()
                ? List.of()
                : database.query(
                        OF,
                        statement -> {
                            FieldArrays.of(statement, 1, times).withInstants(Function.identity());
                            statement.setObject(2, job);
                        },
                        row -> new PastTime(
                                Columns.instant(row, "at"),
                                Columns.uuidOrNull(row, "job_id") == null ? null : PostgresLedger.occurrence(row)));
    }

    @Override
    public Collection<UUID> live(List<UUID> some) {
        return new HashSet<>(tasks.within(Scope.LIVE, some));
    }

    /** Whoever does this holds the job. Index: occurrence's primary key. */
    private static final String FORGET = """
            DELETE FROM occurrence
            WHERE job_id = ?
              AND planned_at = ANY (cast(? AS timestamptz[]))
            """;

    @Override
    public void forget(UUID job, List<Instant> firsts) {
        if (!firsts.isEmpty()) {
            database.update(FORGET, statement -> {
                statement.setObject(1, job);
                FieldArrays.of(statement, 2, firsts).withInstants(Function.identity());
            });
        }
    }

    @Override
    public MadeTasks make(List<NewTask> some) {
        return MadeTasks.of(some, newTasks.make(some));
    }
}
