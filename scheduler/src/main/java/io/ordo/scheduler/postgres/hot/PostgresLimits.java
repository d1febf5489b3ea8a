package io.ordo.scheduler.postgres.hot;

import io.ordo.scheduler.limiting.Limits;
import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.FieldArrays;
import io.ordo.scheduler.work.Limit;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The gates of limits. How many are under way is counted, not kept: what is leased, and what is through the gate. Only
 * here does anybody pass one, under a lock of the gate; everybody else only leaves. So a count may be too high by the
 * time it is used, and is never too low.
 */
public final class PostgresLimits implements Limits {
    /** Let through one gate in one transaction. */
    private static final int MOST = 500;

    private final Database database;
    private final KeyGates keys;

    public PostgresLimits(Database database) {
        this.database = database;
        this.keys = new KeyGates(database);
    }

    @Override
    public List<Passed> passKeys(Collection<String> keys) {
        return database.atomically(() -> {
            lock(List.copyOf(keys));
            return this.keys.pass(List.copyOf(keys), MOST);
        });
    }

    @Override
    public Looked passConnections(Collection<String> connections) {
        return database.atomically(() -> throughConnections(List.copyOf(connections)));
    }

    private Looked throughConnections(List<String> connections) {
        lock(connections);
        database.update(TAKE_BACK_PAUSED_OF_CONNECTIONS, statement -> set(statement, connections));
        var passed = database.query(
                PASS_CONNECTIONS,
                statement -> {
                    setNamed(statement, connections);
                    statement.setInt(3, MOST);
                },
                PostgresLimits::passed);
        var again = new HashMap<String, Duration>();
        database.query(
                LATER,
                statement -> setNamed(statement, connections),
                row -> again.put(row.getString("gate"), Duration.ofMillis(row.getLong("pause_millis"))));
        return new Looked(passed, again);
    }

    /**
     * Locks gates in the order of their hashes, until the transaction ends. The locks come first and the counts in
     * statements of their own, so that they see what the one before committed. No table.
     */
    private static final String LOCK = """
            SELECT pg_advisory_xact_lock(hash)
            FROM (
                SELECT DISTINCT hashtextextended(gate, 6) AS hash
                FROM unnest(cast(? AS text[])) AS asked (gate)
                ORDER BY hash) AS sorted
            """;

    private void lock(List<String> gates) {
        database.query(LOCK, statement -> set(statement, gates), _ -> gates);
    }

    /**
     * Those of paused queues keep no connection from others. Index: ready_connection, then the primary keys of queue
     * and ready.
     */
    private static final String TAKE_BACK_PAUSED_OF_CONNECTIONS = """
            WITH idle AS MATERIALIZED (
                SELECT task_id
                FROM ready
                JOIN queue ON queue.id = ready.queue
                WHERE limits[2] = ANY (cast(? AS text[]))
                  AND gate IS NULL
                  AND paused_at IS NOT NULL
                FOR UPDATE OF ready SKIP LOCKED
            )
            UPDATE ready
            SET gate = coalesce(limits[1], limits[2])
            FROM idle
            WHERE ready.task_id = idle.task_id
            """;

    /**
     * A connection that is gone limits nothing: who is sent there learns it. Of one with a rate no more wait to be
     * popped than leave at once, and while they do it saves up only what is left of that. The gate is locked; locks
     * what passes, and passes over what is being cancelled or changed. Index: ready_limited gives the order; the
     * primary keys of connection and ready, lease_connection and ready_connection.
     */
    private static final String PASS_CONNECTIONS = """
            WITH asked AS MATERIALIZED (
                SELECT asked.gate, name, concurrency, rate_per_second, rate_burst,
                       tokens + rate_per_second * extract(epoch FROM app_now() - counted_at) AS tokens,
                       (SELECT count(*) FROM lease WHERE limits[2] = asked.gate) AS held,
                       (SELECT count(*) FROM ready WHERE limits[2] = asked.gate AND ready.gate IS NULL) AS open
                FROM unnest(cast(? AS text[]), cast(? AS text[])) AS asked (gate, connection)
                LEFT JOIN connection ON connection.name = asked.connection
            ), room AS MATERIALIZED (
                SELECT gate, name, least(rate_burst - open, tokens) AS tokens,
                       cast(least(?, concurrency - held - open, rate_burst - open, floor(tokens)) AS bigint) AS room
                FROM asked
            ), first AS MATERIALIZED (
                SELECT room.gate, next.task_id
                FROM room
                CROSS JOIN LATERAL (
                    SELECT task_id
                    FROM ready
                    JOIN queue ON queue.id = ready.queue
                    WHERE ready.gate = room.gate
                      AND ready.gate >= '~'
                      AND queue.paused_at IS NULL
                    ORDER BY rank, seq
                    LIMIT greatest(0, room.room)
                    FOR UPDATE OF ready SKIP LOCKED) AS next
            ), spent AS (
                UPDATE connection
                SET tokens = room.tokens - (SELECT count(*) FROM first WHERE first.gate = room.gate),
                    counted_at = app_now()
                FROM room
                WHERE connection.name = room.name
                  AND connection.rate_per_second IS NOT NULL
            )
            UPDATE ready
            SET gate = NULL
            FROM first
            WHERE ready.task_id = first.task_id
            RETURNING first.gate AS passed, ready.gate AS next, ready.queue, ready.task_id, rank, seq
            """;

    /** Where the rate is what keeps tasks back. Index: connection's primary key, and ready_limited. */
    private static final String LATER = """
            SELECT asked.gate,
                   cast(ceil(1000 * greatest(
                       0.001,
                       (1 - tokens) / rate_per_second - extract(epoch FROM app_now() - counted_at))) AS bigint)
                       AS pause_millis
            FROM unnest(cast(? AS text[]), cast(? AS text[])) AS asked (gate, connection)
            JOIN connection ON connection.name = asked.connection
            WHERE tokens + rate_per_second * extract(epoch FROM app_now() - counted_at) < 1
              AND EXISTS (SELECT 1 FROM ready WHERE ready.gate = asked.gate AND ready.gate >= '~')
            """;

    static Passed passed(ResultSet row) throws SQLException {
        return new Passed(row.getString("passed"), row.getString("next"), row.getString("queue"), Columns.place(row));
    }

    /** Index: ready_limited, one entry for each gate. */
    private static final String CROWDED = """
            WITH RECURSIVE crowded AS (
                (SELECT gate
                 FROM ready
                 WHERE gate >= '~'
                   AND gate > ?
                 ORDER BY gate
                 LIMIT 1)
                UNION ALL
                SELECT (SELECT ready.gate
                        FROM ready
                        WHERE ready.gate >= '~'
                          AND ready.gate > crowded.gate
                        ORDER BY ready.gate
                        LIMIT 1)
                FROM crowded
                WHERE crowded.gate IS NOT NULL
            )
            SELECT gate
            FROM crowded
            WHERE gate IS NOT NULL
            LIMIT ?
            """;

    @Override
    public List<String> crowded(@Nullable String after, int most) {
        return database.query(
                CROWDED,
                statement -> {
                    statement.setString(1, after == null ? "~" : after);
                    statement.setInt(2, most);
                },
                row -> row.getString("gate"));
    }

    static void set(PreparedStatement statement, List<String> gates) throws SQLException {
        FieldArrays.of(statement, 1, gates).withTexts(Function.identity());
    }

    private static void setNamed(PreparedStatement statement, List<String> gates) throws SQLException {
        FieldArrays.of(statement, 1, gates).withTexts(Function.identity()).withTexts(Limit.CONNECTION::name);
    }
}
