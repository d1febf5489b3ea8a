package io.ordo.scheduler.postgres.admin;

import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.queue.Backlog;
import io.ordo.scheduler.queue.Backlogs;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks how full queues are. */
public final class PostgresBacklogs implements Backlogs {
    private final Database database;

    public PostgresBacklogs(Database database) {
        this.database = database;
    }

    /**
     * Index: ready_rank, ready_gate and waiting_queue alone, 100 001 entries of each queue at most. Where there are
     * more, a sample of about 500 pages of the table says how many, and is taken once for all queues and only then:
     * beside some hundred thousand rows in disorder its error is a few in a hundred. A sample and not the planner's
     * statistics, which are minutes old when a queue fills within seconds. Lease is scanned once, as small as what is
     * running.
     */
    private static final String BACKLOGS = """
            WITH share AS (
                SELECT least(100, 100 * 4096000.0 / greatest(pg_relation_size('ready'), 1)) AS of_ready,
                       least(100, 100 * 4096000.0 / greatest(pg_relation_size('waiting'), 1)) AS of_waiting
            ), ready_sample AS MATERIALIZED (
                SELECT queue, count(*) * 100 / (SELECT of_ready FROM share) AS tasks
                FROM ready TABLESAMPLE SYSTEM ((SELECT of_ready FROM share))
                GROUP BY queue
            ), waiting_sample AS MATERIALIZED (
                SELECT queue, count(*) * 100 / (SELECT of_waiting FROM share) AS tasks
                FROM waiting TABLESAMPLE SYSTEM ((SELECT of_waiting FROM share))
                GROUP BY queue
            ), held AS MATERIALIZED (
                SELECT queue, count(*) AS tasks
                FROM lease
                GROUP BY queue
            )
            SELECT queue.id,
                   CASE
                       WHEN queued.tasks <= 100000 THEN queued.tasks
                       ELSE greatest(
                           queued.tasks,
                           (SELECT round(tasks) FROM ready_sample WHERE ready_sample.queue = queue.id))
                   END AS queued,
                   CASE
                       WHEN pending.tasks <= 100000 THEN pending.tasks
                       ELSE greatest(
                           pending.tasks,
                           (SELECT round(tasks) FROM waiting_sample WHERE waiting_sample.queue = queue.id))
                   END AS pending,
                   (SELECT tasks FROM held WHERE held.queue = queue.id) AS leased,
                   (SELECT task.created_at
                    FROM ready
                    JOIN task ON task.id = ready.task_id
                    WHERE ready.queue = queue.id
                      AND gate IS NULL
                    ORDER BY ready.rank, ready.seq
                    LIMIT 1) AS first_created_at
            FROM queue
            CROSS JOIN LATERAL (
                SELECT count(*) AS tasks
                FROM (SELECT 1 FROM ready WHERE ready.queue = queue.id AND gate IS NULL
                      UNION ALL
                      SELECT 1 FROM ready WHERE ready.queue = queue.id AND gate IS NOT NULL
                      LIMIT 100001) AS counted) AS queued
            CROSS JOIN LATERAL (
                SELECT count(*) AS tasks
                FROM (SELECT 1 FROM waiting WHERE waiting.queue = queue.id LIMIT 100001) AS counted) AS pending
            WHERE cast(? AS text) IS NULL
               OR queue.id = ?
            """;

    @Override
    public Optional<Backlog> of(String queue) {
        return Optional.ofNullable(backlogs(queue).get(queue));
    }

    @Override
    public Map<String, Backlog> all() {
        return backlogs(null);
    }

    private Map<String, Backlog> backlogs(@Nullable String queue) {
        return byId(BACKLOGS, queue, PostgresBacklogs::backlog);
    }

    private static Backlog backlog(ResultSet row) throws SQLException {
        long queued = row.getLong("queued");
        long pending = row.getLong("pending");
        return new Backlog(
                queued,
                pending,
                Math.max(queued, pending) > Backlog.EXACT,
                row.getLong("leased"),
                Columns.instantOrNull(row, "first_created_at"));
    }

    /** Index: ready_rank and ready_gate alone for the count, task_hashed for the newest; lease is scanned. */
    private static final String OF_KAT = """
            SELECT id,
                   (SELECT count(*) FROM ready WHERE ready.queue = queue.id AND gate IS NULL)
                   + (SELECT count(*) FROM ready WHERE ready.queue = queue.id AND gate IS NOT NULL) AS queued,
                   greatest(
                       (SELECT max(popped_at) FROM lease WHERE lease.queue = queue.id),
                       (SELECT max(created_at) FROM task WHERE task.queue = queue.id AND hash IS NOT NULL))
                       AS last_activity
            FROM queue
            WHERE kat_item IS NOT NULL
              AND (cast(? AS text) IS NULL OR id = ?)
            """;

    @Override
    public Size ofKat(String queue) {
        return sizes(queue).getOrDefault(queue, Size.NONE);
    }

    @Override
    public Map<String, Size> ofKat() {
        return sizes(null);
    }

    private Map<String, Size> sizes(@Nullable String queue) {
        return byId(OF_KAT, queue, row -> new Size(row.getLong("queued"), Columns.instantOrNull(row, "last_activity")));
    }

    /** Index: ready_rank, one entry. */
    private static final String IS_ANY_QUEUED = """
            SELECT EXISTS (SELECT 1 FROM ready WHERE queue = ? AND gate IS NULL) AS found
            """;

    @Override
    public boolean isAnyQueued(String queue) {
        return database.queryOne(
                        IS_ANY_QUEUED, statement -> statement.setString(1, queue), row -> row.getBoolean("found"))
                .orElseThrow();
    }

    /** What a statement about one queue, or about all, says of each. */
    private <T> Map<String, T> byId(String sql, @Nullable String queue, Database.Row<T> value) {
        return database
                .query(
                        sql,
                        statement -> {
                            statement.setString(1, queue);
                            statement.setString(2, queue);
                        },
                        row -> Map.entry(row.getString("id"), value.read(row)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
