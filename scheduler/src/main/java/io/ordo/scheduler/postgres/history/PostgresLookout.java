package io.ordo.scheduler.postgres.history;

import io.ordo.scheduler.explaining.Gate;
import io.ordo.scheduler.explaining.Lineup;
import io.ordo.scheduler.explaining.Lineup.Row;
import io.ordo.scheduler.explaining.Lookout;
import io.ordo.scheduler.explaining.Reason.Holder;
import io.ordo.scheduler.explaining.Subject;
import io.ordo.scheduler.postgres.Arrays;
import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.postgres.FilteredReads;
import io.ordo.scheduler.queue.Queue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Sees where tasks stand, each look bounded in rows and in time. */
public final class PostgresLookout implements Lookout {
    private final Database database;
    private final FilteredReads reads;

    /** @param reads bounds the time of a look, and how many there are at once */
    public PostgresLookout(Database database, FilteredReads reads) {
        this.database = database;
        this.reads = reads;
    }

    @Override
    public <T> T atOneMoment(Supplier<T> looks) {
        return reads.inTime(List.of(), looks);
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
                   ready.seq,
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
    private static final String GATE = """
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
    public Gate gate(Queue queue) {
        var limits = queue.settings().limits();
        var rate = limits.rate();
        var holders = limits.concurrency() == null ? List.<Holder>of() : holders(queue.id());
        return database.queryOne(
                        GATE,
                        statement -> {
                            statement.setDouble(1, rate == null ? 0 : rate.burst());
                            statement.setDouble(2, rate == null ? 0 : rate.perSecond());
                            statement.setString(3, queue.id());
                            statement.setString(4, queue.id());
                        },
                        row -> {
                            double tokens = row.getDouble("tokens");
                            boolean isUnknown = row.wasNull() || rate == null;
                            return new Gate(row.getLong("tasks"), isUnknown ? null : tokens, holders);
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
                    statement.setInt(2, Gate.MOST_HOLDERS);
                },
                row -> new Holder(
                        Columns.uuid(row, "task_id"), row.getString("holder"), Columns.instant(row, "popped_at")));
    }

    /** Locks nothing. Index: ready_rank gives order and start; as many rows as there may be are read, and no more. */
    private static final String FIRST = """
            SELECT rank, seq, tenant, least(priority, 5) AS level, arrived_at
            FROM ready
            WHERE queue = ?
              AND (deadline_at IS NULL OR deadline_at > app_now())
            ORDER BY rank, seq
            LIMIT ?
            """;

    @Override
    public Lineup first(String queue) {
        var rows = database.query(
                FIRST,
                statement -> {
                    statement.setString(1, queue);
                    statement.setInt(2, MOST_ROWS);
                },
                PostgresLookout::row);
        return new Lineup(rows, 1, rows.size() < MOST_ROWS);
    }

    /**
     * Plan: reads about 256 pages of the table, however large it is; some ten thousand rows. A page holds tasks that
     * came together, so the error of a count is some per cent, and more in a queue that is a small part of the table.
     */
    private static final String SAMPLE = """
            WITH share AS (
                SELECT least(100, 100 * 2097152.0 / greatest(pg_relation_size('ready'), 1)) AS of_ready
            )
            SELECT queue, rank, seq, tenant, least(priority, 5) AS level, arrived_at,
                   100 / (SELECT of_ready FROM share) AS each_stands_for
            FROM ready TABLESAMPLE SYSTEM ((SELECT of_ready FROM share))
            WHERE deadline_at IS NULL
               OR deadline_at > app_now()
            """;

    @Override
    public Map<String, Lineup> sample() {
        var sampled = database.query(
                SAMPLE,
                Parameters.NONE,
                row -> new Sampled(row.getString("queue"), row(row), row.getDouble("each_stands_for")));
        var lineups = new HashMap<String, Lineup>();
        sampled.stream().collect(Collectors.groupingBy(Sampled::queue)).forEach((queue, rows) -> {
            double each = rows.getFirst().each();
            lineups.put(
                    queue,
                    new Lineup(rows.stream().map(Sampled::row).sorted(Row.ORDER).toList(), each, each <= 1));
        });
        return lineups;
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getLong("rank"),
                row.getLong("seq"),
                row.getString("tenant"),
                row.getInt("level"),
                Columns.instant(row, "arrived_at"));
    }

    /** Index: the primary keys of ready, lease and attempt, for each task. */
    private static final String FATES = """
            SELECT asked.task_id,
                   coalesce(
                       (SELECT min(attempt.popped_at)
                        FROM attempt
                        WHERE attempt.task_id = asked.task_id
                          AND attempt.popped_at > asked.since),
                       (SELECT lease.popped_at
                        FROM lease
                        WHERE lease.task_id = asked.task_id
                          AND lease.popped_at > asked.since)) AS started_at,
                   EXISTS (SELECT 1 FROM ready WHERE ready.task_id = asked.task_id) AS is_queued
            FROM unnest(cast(? AS uuid[]), cast(? AS timestamptz[])) AS asked (task_id, since)
            """;

    @Override
    public List<Fate> fates(Map<UUID, Instant> since) {
        return database.query(
                FATES,
                statement -> Arrays.of(statement, 1, List.copyOf(since.entrySet()))
                        .withUuids(Map.Entry::getKey)
                        .withInstants(Map.Entry::getValue),
                row -> new Fate(
                        Columns.uuid(row, "task_id"),
                        Columns.instantOrNull(row, "started_at"),
                        row.getBoolean("is_queued")));
    }

    private record Sampled(String queue, Row row, double each) {}
}
