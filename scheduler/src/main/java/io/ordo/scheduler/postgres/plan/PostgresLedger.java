package io.ordo.scheduler.postgres.plan;

import io.ordo.scheduler.ledger.Ledger;
import io.ordo.scheduler.ledger.Occurrence;
import io.ordo.scheduler.ledger.Occurrence.Outcome;
import io.ordo.scheduler.ledger.Occurrence.Reason;
import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.FieldArrays;
import io.ordo.scheduler.task.NewTask;
import io.ordo.scheduler.work.Words;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What became of every planned time. */
public final class PostgresLedger implements Ledger {
    private static final UUID LAST_ID = new UUID(-1, -1);

    private final Database database;

    public PostgresLedger(Database database) {
        this.database = database;
    }

    /** The primary key refuses a planned time of which something is noted. */
    private static final String NOTE = """
            INSERT INTO occurrence (job_id, planned_at, until_at, count, outcome, reason, task_id)
            SELECT job_id, planned_at, until_at, count, outcome, reason, task_id
            FROM unnest(
                cast(? AS uuid[]), cast(? AS timestamptz[]), cast(? AS timestamptz[]), cast(? AS integer[]),
                cast(? AS text[]), cast(? AS text[]), cast(? AS uuid[]))
                AS decided (job_id, planned_at, until_at, count, outcome, reason, task_id)
            ON CONFLICT DO NOTHING
            """;

    @Override
    public void note(List<Occurrence> decided) {
        if (!decided.isEmpty()) {
            database.update(
                    NOTE,
                    statement -> FieldArrays.of(statement, 1, decided)
                            .withUuids(Occurrence::job)
                            .withInstants(Occurrence::plannedAt)
                            .withInstants(Occurrence::until)
                            .withIntegers(Occurrence::count)
                            .withTexts(one -> Words.of(one.outcome()))
                            .withTexts(one -> one.reason() == null ? null : Words.of(one.reason()))
                            .withUuids(Occurrence::task));
        }
    }

    /**
     * Whoever does this holds the jobs, so that nobody else notes anything of them: to look first costs half of what ON
     * CONFLICT does. Index: occurrence's primary key, an entry for each; a join could read them all.
     */
    private static final String RAN = """
            INSERT INTO occurrence (job_id, planned_at, until_at, outcome, task_id)
            SELECT job_id, planned_at, planned_at, 'ran', task_id
            FROM unnest((SELECT cast(? AS uuid[])), cast(? AS timestamptz[]), cast(? AS uuid[]))
                AS made (job_id, planned_at, task_id)
            WHERE (
                SELECT noted.count
                FROM occurrence AS noted
                WHERE noted.job_id = made.job_id
                  AND noted.planned_at = made.planned_at) IS NULL
            """;

    /** Index: occurrence's primary key, an entry for each. */
    private static final String MADE = """
            SELECT noted.task_id
            FROM unnest((SELECT cast(? AS uuid[])), cast(? AS timestamptz[]), cast(? AS uuid[]))
                AS made (job_id, planned_at, task_id)
            JOIN occurrence AS noted ON noted.job_id = made.job_id AND noted.planned_at = made.planned_at
            WHERE noted.task_id = made.task_id
            """;

    /** Notes that planned times got these tasks, and says which of the tasks may be made: the others' had one. */
    List<NewTask> noteMade(List<NewTask> tasks) {
        if (tasks.isEmpty() || database.update(RAN, statement -> set(statement, tasks)) == tasks.size()) {
            return tasks;
        }
        var noted = Set.copyOf(
                database.query(MADE, statement -> set(statement, tasks), row -> Columns.uuid(row, "task_id")));
        return tasks.stream().filter(made -> noted.contains(made.task().id())).toList();
    }

    private static void set(PreparedStatement statement, List<NewTask> tasks) throws SQLException {
        FieldArrays.of(statement, 1, tasks)
                .withUuids(made -> made.task().job())
                .withInstants(made -> made.task().plannedAt())
                .withUuids(made -> made.task().id());
    }

    /** Index: occurrence's primary key gives order and start. */
    private static final String OF_JOB = """
            SELECT job_id, planned_at, until_at, count, outcome, reason, task_id
            FROM occurrence
            WHERE job_id = ?
              AND planned_at >= ?
              AND planned_at < ?
              AND planned_at > ?
            ORDER BY planned_at
            LIMIT ?
            """;

    /** Index: occurrence_time gives order and start. */
    private static final String OF_ALL = """
            SELECT job_id, planned_at, until_at, count, outcome, reason, task_id
            FROM occurrence
            WHERE planned_at >= ?
              AND planned_at < ?
              AND (planned_at, job_id) > (?, ?)
            ORDER BY planned_at, job_id
            LIMIT ?
            """;

    @Override
    public List<Occurrence> list(Search search) {
        var job = search.job();
        var after = search.after();
        var mark = after == null ? search.from().minusSeconds(1) : after.plannedAt();
        return job == null
                ? database.query(
                        OF_ALL,
                        statement -> {
                            Columns.setInstant(statement, 1, search.from());
                            Columns.setInstant(statement, 2, search.to());
                            Columns.setInstant(statement, 3, mark);
                            statement.setObject(4, after == null ? LAST_ID : after.job());
                            statement.setInt(5, search.limit());
                        },
                        PostgresLedger::occurrence)
                : database.query(
                        OF_JOB,
                        statement -> {
                            statement.setObject(1, job);
                            Columns.setInstant(statement, 2, search.from());
                            Columns.setInstant(statement, 3, search.to());
                            Columns.setInstant(statement, 4, mark);
                            statement.setInt(5, search.limit());
                        },
                        PostgresLedger::occurrence);
    }

    /** Index: occurrence's primary key backwards, an entry: stretches of a job do not lie within each other. */
    private static final String AT = """
            SELECT job_id, planned_at, until_at, count, outcome, reason, task_id
            FROM occurrence
            WHERE job_id = ?
              AND planned_at <= ?
            ORDER BY planned_at DESC
            LIMIT 1
            """;

    @Override
    public Optional<Occurrence> at(UUID job, Instant planned) {
        return database.queryOne(
                        AT,
                        statement -> {
                            statement.setObject(1, job);
                            Columns.setInstant(statement, 2, planned);
                        },
                        PostgresLedger::occurrence)
                .filter(noted -> !noted.until().isBefore(planned));
    }

    static Occurrence occurrence(ResultSet row) throws SQLException {
        var reason = row.getString("reason");
        return new Occurrence(
                Columns.uuid(row, "job_id"),
                Columns.instant(row, "planned_at"),
                Columns.instant(row, "until_at"),
                row.getInt("count"),
                Words.read(Outcome.class, row.getString("outcome")).orElseThrow(),
                reason == null ? null : Words.read(Reason.class, reason).orElseThrow(),
                Columns.uuidOrNull(row, "task_id"));
    }
}
