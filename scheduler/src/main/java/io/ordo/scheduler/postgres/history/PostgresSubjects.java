package io.ordo.scheduler.postgres.history;

import io.ordo.scheduler.explaining.Reason.Holder;
import io.ordo.scheduler.explaining.Subject;
import io.ordo.scheduler.explaining.Subjects;
import io.ordo.scheduler.explaining.Usage;
import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.queue.Queue;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Sees tasks that are asked about, and the way out of their queues. */
public final class PostgresSubjects implements Subjects {
    private final Database database;

    public PostgresSubjects(Database database) {
        this.database = database;
    }

    /**
     * Locks nothing. Index: the primary keys of task, the places and prerequisite, and attempt's backwards, for its
     * newest row.
     */
    private static final String SUBJECT = """
            SELECT task.id, task.queue, task.tenant, task.created_at, task.data_at,
                   coalesce(cast(task.job_id AS text), task.hash) AS sort,
                   task_status.status, task_status.counted, task_status.end_reason,
                   coalesce(ready.priority, lease.priority, task.priority) AS priority,
                   nullif(waiting.due_at, 'infinity') AS due_at, waiting.after_due_at IS NOT NULL AS waits_for_others,
                   ready.seq, ready.gate, gate.reason AS gate_reason, gate.shut_at, gate.try_at,
                   CASE ready.gate
                       WHEN ready.limits[1] THEN concurrency_max
                       WHEN ready.limits[2] THEN connection.concurrency
                   END AS gate_most,
                   coalesce(ready.rank, lease.rank, newest.rank) AS rank,
                   coalesce(ready.arrived_at, lease.arrived_at, newest.arrived_at) AS arrived_at,
                   coalesce(ready.ranker, lease.ranker, newest.ranker) AS ranker,
                   CASE
                       WHEN ready.task_id IS NOT NULL THEN ready.expected_millis
                       WHEN lease.task_id IS NOT NULL THEN lease.expected_millis
                       ELSE newest.expected_millis
                   END AS expected_millis,
                   coalesce(ready.level, lease.level) AS level,
                   coalesce(ready.offsets, lease.offsets, newest.offsets) AS offsets,
                   coalesce(waiting.deadline_at, ready.deadline_at, lease.deadline_at, newest.deadline_at)
                       AS deadline_at,
                   lease.holder, lease.expires_at, coalesce(lease.popped_at, task_status.ended_at) AS since,
                   ARRAY (
                       SELECT after_id
                       FROM prerequisite
                       WHERE prerequisite.task_id = task.id
                         AND prerequisite.open
                       ORDER BY after_id
                       LIMIT ?) AS after,
                   app_now() AS instant
            FROM task
            JOIN task_status ON task_status.id = task.id
            LEFT JOIN waiting ON waiting.task_id = task.id
            LEFT JOIN ready ON ready.task_id = task.id
            LEFT JOIN lease ON lease.task_id = task.id
            LEFT JOIN gate ON gate.queue = ready.queue
                          AND gate.name = ready.gate
            LEFT JOIN connection ON connection.name = task.connection
            LEFT JOIN LATERAL (
                SELECT rank, arrived_at, ranker, expected_millis, offsets, deadline_at
                FROM attempt
                WHERE attempt.task_id = task.id
                ORDER BY fence DESC
                LIMIT 1) AS newest ON true
            WHERE task.id = ?
            """;

    @Override
    public Optional<Subject> find(UUID task) {
        return database.queryOne(
                SUBJECT,
                statement -> {
                    statement.setInt(1, MOST_AFTER);
                    statement.setObject(2, task);
                },
                SubjectRows::subject);
    }

    /** Index: allowance's primary key; lease is scanned, which is as small as what is running. */
    private static final String USAGE = """
            SELECT held.tasks,
                   (SELECT least(
                               cast(? AS double precision),
                               tokens + cast(? AS double precision) * extract(epoch FROM app_now() - counted_at))
                    FROM allowance
                    WHERE allowance.queue = held.queue) AS tokens
            FROM (
                SELECT cast(? AS text) AS queue, count(*) AS tasks
                FROM lease
                WHERE lease.queue = ?) AS held
            """;

    @Override
    public Usage usage(Queue queue) {
        var limits = queue.settings().limits();
        var rate = limits.rate();
        var holders = limits.concurrency() == null ? List.<Holder>of() : holders(queue.id());
        return database.queryOne(
                        USAGE,
                        statement -> {
                            statement.setDouble(1, rate == null ? 0 : rate.burst());
                            statement.setDouble(2, rate == null ? 0 : rate.perSecond());
                            statement.setString(3, queue.id());
                            statement.setString(4, queue.id());
                        },
                        row -> {
                            double tokens = row.getDouble("tokens");
                            boolean isUnknown = row.wasNull() || rate == null;
                            return new Usage(row.getLong("tasks"), isUnknown ? null : tokens, holders);
                        })
                .orElseThrow();
    }

    /** Plan: scans lease, which is as small as what is running. */
    private static final String HOLDERS = """
            SELECT task_id, holder, popped_at
            FROM lease
            WHERE queue = ?
            ORDER BY popped_at, fence
            LIMIT ?
            """;

    private List<Holder> holders(String queue) {
        return database.query(
                HOLDERS,
                statement -> {
                    statement.setString(1, queue);
                    statement.setInt(2, Usage.MOST_HOLDERS);
                },
                row -> new Holder(
                        Columns.uuid(row, "task_id"), row.getString("holder"), Columns.instant(row, "popped_at")));
    }
}
