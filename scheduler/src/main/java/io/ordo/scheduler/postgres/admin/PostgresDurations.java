package io.ordo.scheduler.postgres.admin;

import io.ordo.ranker.history.DurationSketch;
import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.FieldArrays;
import io.ordo.scheduler.ranking.SharedDurations;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** How long work took, in its table. */
public final class PostgresDurations implements SharedDurations {
    private final Database database;

    public PostgresDurations(Database database) {
        this.database = database;
    }

    /**
     * Rows for new sorts, so that two who learn of one at the same time take turns like all others. In the order of
     * their sorts, as {@link #TAKE} locks them. Index: the primary keys of queue and duration.
     */
    private static final String MAKE = """
            INSERT INTO duration (queue, sort, sketch)
            SELECT queue.id, learned.sort, ?
            FROM unnest(cast(? AS text[])) AS learned (sort)
            JOIN queue ON queue.id = ?
            ORDER BY learned.sort
            ON CONFLICT DO NOTHING
            """;

    /** Locks the rows in the order of their sorts. Index: duration's primary key. */
    private static final String TAKE = """
            SELECT sort, sketch
            FROM duration
            WHERE queue = ?
              AND sort = ANY (cast(? AS text[]))
            ORDER BY sort
            FOR UPDATE
            """;

    @Override
    public Map<String, DurationSketch> take(String queue, Collection<String> sorts) {
        database.update(MAKE, statement -> {
            statement.setBytes(1, new DurationSketch().toBytes());
            statement.setArray(2, statement.getConnection().createArrayOf("text", sorts.toArray()));
            statement.setString(3, queue);
        });
        var sketches = new HashMap<String, DurationSketch>();
        database.query(
                TAKE,
                statement -> {
                    statement.setString(1, queue);
                    statement.setArray(2, statement.getConnection().createArrayOf("text", sorts.toArray()));
                },
                row -> sketches.put(row.getString("sort"), DurationSketch.of(row.getBytes("sketch"))));
        return sketches;
    }

    /** {@link #TAKE} has locked the rows. Index: duration's primary key. */
    private static final String PUT = """
            UPDATE duration
            SET sketch = learned.sketch, updated_at = app_now()
            FROM unnest(cast(? AS text[]), cast(? AS bytea[])) AS learned (sort, sketch)
            WHERE duration.queue = ?
              AND duration.sort = learned.sort
            """;

    @Override
    public void put(String queue, Map<String, DurationSketch> durations) {
        var learned = List.copyOf(durations.entrySet());
        database.update(PUT, statement -> {
            FieldArrays.of(statement, 1, learned).withTexts(Map.Entry::getKey);
            var sketches = learned.stream().map(one -> one.getValue().toBytes()).toArray(byte[][]::new);
            statement.setArray(2, statement.getConnection().createArrayOf("bytea", sketches));
            statement.setString(3, queue);
        });
    }

    /** Index: duration_newest. */
    private static final String NEWEST = """
            SELECT sort, sketch
            FROM duration
            WHERE queue = ?
            ORDER BY updated_at DESC
            LIMIT ?
            """;

    @Override
    public Map<String, DurationSketch> newest(String queue, int most) {
        var sketches = new HashMap<String, DurationSketch>();
        database.query(
                NEWEST,
                statement -> {
                    statement.setString(1, queue);
                    statement.setInt(2, most);
                },
                row -> sketches.put(row.getString("sort"), DurationSketch.of(row.getBytes("sketch"))));
        return sketches;
    }

    /** Plan: scans queue, and looks into duration_newest once for each. */
    private static final String SINCE = """
            SELECT queue.id AS queue, written.sort, written.sketch
            FROM queue
            CROSS JOIN LATERAL (
                SELECT sort, sketch
                FROM duration
                WHERE duration.queue = queue.id
                  AND updated_at > ?
                ORDER BY updated_at DESC
                LIMIT ?) AS written
            """;

    @Override
    public Map<String, Map<String, DurationSketch>> since(Instant from, int most) {
        var sketches = new HashMap<String, Map<String, DurationSketch>>();
        database.query(
                SINCE,
                statement -> {
                    Columns.setInstant(statement, 1, from);
                    statement.setInt(2, most);
                },
                row -> sketches.computeIfAbsent(row.getString("queue"), _ -> new HashMap<>())
                        .put(row.getString("sort"), DurationSketch.of(row.getBytes("sketch"))));
        return sketches;
    }

    /** Index: task's primary key. */
    private static final String SORTS = """
            SELECT id, coalesce(cast(job_id AS text), hash) AS sort
            FROM task
            WHERE id = ANY (cast(? AS uuid[]))
              AND (job_id IS NOT NULL OR hash IS NOT NULL)
            """;

    @Override
    public Map<UUID, String> sorts(Collection<UUID> tasks) {
        var sorts = new HashMap<UUID, String>();
        database.query(
                SORTS,
                statement -> statement.setArray(1, statement.getConnection().createArrayOf("uuid", tasks.toArray())),
                row -> sorts.put(Columns.uuid(row, "id"), row.getString("sort")));
        return sorts;
    }

    /**
     * Locks what it forgets, passing over what somebody is learning. Plan: scans queue; for each the newest
     * but 100 000 by duration_newest alone, and then that and what is older by the same index.
     */
    private static final String PRUNE = """
            WITH old AS (
                SELECT gone.queue, gone.sort
                FROM queue
                CROSS JOIN LATERAL (
                    SELECT greatest(
                        app_now() - interval '90 days',
                        (SELECT updated_at
                         FROM duration
                         WHERE duration.queue = queue.id
                         ORDER BY updated_at DESC
                         OFFSET 100000
                         LIMIT 1)) AS seen_at) AS oldest
                CROSS JOIN LATERAL (
                    SELECT duration.queue, duration.sort
                    FROM duration
                    WHERE duration.queue = queue.id
                      AND updated_at <= oldest.seen_at
                    ORDER BY updated_at
                    LIMIT ?
                    FOR UPDATE SKIP LOCKED) AS gone
                LIMIT ?
            )
            DELETE FROM duration
            USING old
            WHERE duration.queue = old.queue
              AND duration.sort = old.sort
            """;

    @Override
    public int prune(int limit) {
        return database.update(PRUNE, statement -> {
            statement.setInt(1, limit);
            statement.setInt(2, limit);
        });
    }
}
