package io.ordo.scheduler.postgres.history;

import io.ordo.scheduler.foreseeing.Lineup;
import io.ordo.scheduler.foreseeing.Lineup.Row;
import io.ordo.scheduler.foreseeing.Lookout;
import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.postgres.FieldArrays;
import io.ordo.scheduler.postgres.FilteredReads;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Sees what stands in queues, each look bounded in rows and in time. */
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

    /** Locks nothing. Index: ready_rank gives order and start; as many rows as there may be are read, and no more. */
    private static final String FIRST = """
            SELECT rank, seq, tenant, least(priority, 5) AS level, arrived_at
            FROM ready
            WHERE queue = ?
              AND gate IS NULL
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
            WHERE gate IS NULL
              AND (deadline_at IS NULL OR deadline_at > app_now())
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
                statement -> FieldArrays.of(statement, 1, List.copyOf(since.entrySet()))
                        .withUuids(Map.Entry::getKey)
                        .withInstants(Map.Entry::getValue),
                row -> new Fate(
                        Columns.uuid(row, "task_id"),
                        Columns.instantOrNull(row, "started_at"),
                        row.getBoolean("is_queued")));
    }

    private record Sampled(String queue, Row row, double each) {}
}
