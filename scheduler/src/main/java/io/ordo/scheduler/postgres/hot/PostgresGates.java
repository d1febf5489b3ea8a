package io.ordo.scheduler.postgres.hot;

import io.ordo.scheduler.dispatching.Gates;
import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.queue.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;

/** Gates: those that are shut in a table, what is behind them in its places. */
public final class PostgresGates implements Gates {
    private final Database database;

    public PostgresGates(Database database) {
        this.database = database;
    }

    /**
     * Locks nothing. Index: ready_gate, one entry for each gate that has tasks behind it, and gate's primary key.
     */
    private static final String OF = """
            WITH RECURSIVE asked AS (
                SELECT cast(? AS text) AS queue
            ), crowded AS (
                (SELECT ready.gate
                 FROM ready
                 JOIN asked ON asked.queue = ready.queue
                 WHERE ready.gate IS NOT NULL
                   AND ready.gate < '~'
                 ORDER BY ready.gate
                 LIMIT 1)
                UNION ALL
                SELECT (SELECT ready.gate
                        FROM ready
                        WHERE ready.queue = (SELECT queue FROM asked)
                          AND ready.gate > crowded.gate
                          AND ready.gate < '~'
                        ORDER BY ready.gate
                        LIMIT 1)
                FROM crowded
                WHERE crowded.gate IS NOT NULL
            ), shut AS (
                SELECT name, failures
                FROM gate
                JOIN asked ON asked.queue = gate.queue
            )
            SELECT name, max(failures) AS failures, bool_or(is_crowded) AS is_crowded
            FROM (
                SELECT gate AS name, 0 AS failures, true AS is_crowded FROM crowded WHERE gate IS NOT NULL
                UNION ALL
                SELECT name, failures, false FROM shut) AS known
            GROUP BY name
            """;

    @Override
    public Map<String, Gate> of(String queue) {
        var gates = new HashMap<String, Gate>();
        database.query(OF, statement -> statement.setString(1, queue), row -> {
            int failures = row.getInt("failures");
            return gates.put(row.getString("name"), new Gate(failures > 0, failures, row.getBoolean("is_crowded")));
        });
        return gates;
    }

    /** Index: gate's primary key. A queue that is gone has no gates. */
    private static final String SHUT = """
            INSERT INTO gate (queue, name, reason, failures, try_at)
            SELECT id, ?, ?, 1, app_now() + ? * interval '1 millisecond'
            FROM queue
            WHERE id = ?
            ON CONFLICT (queue, name) DO UPDATE
            SET reason = excluded.reason, failures = gate.failures + 1, try_at = excluded.try_at
            """;

    @Override
    public void shut(String queue, String name, String reason, Duration pause) {
        database.update(SHUT, statement -> {
            statement.setString(1, name);
            statement.setString(2, reason);
            statement.setLong(3, pause.toMillis());
            statement.setString(4, queue);
        });
    }

    /** Index: gate's primary key. */
    private static final String TRY = """
            UPDATE gate
            SET try_at = app_now() + ? * interval '1 millisecond'
            WHERE queue = ?
              AND name = ?
              AND try_at <= app_now()
            """;

    @Override
    public boolean isMineToTry(String queue, String name, Duration pause) {
        return database.update(TRY, statement -> {
                    statement.setLong(1, pause.toMillis());
                    statement.setString(2, queue);
                    statement.setString(3, name);
                })
                == 1;
    }

    /** Index: gate's primary key. */
    private static final String OPEN = """
            DELETE FROM gate
            WHERE queue = ?
              AND name = ?
            """;

    @Override
    public void open(String queue, String name) {
        database.update(OPEN, statement -> {
            statement.setString(1, queue);
            statement.setString(2, name);
        });
    }

    /**
     * Locks what it lets through, passing over what is being cancelled or changed. Index: ready_gate gives the order,
     * then ready's primary key.
     */
    private static final String LET_THROUGH = """
            WITH best AS MATERIALIZED (
                SELECT task_id
                FROM ready
                WHERE queue = ?
                  AND gate = ?
                ORDER BY rank, seq
                LIMIT ?
                FOR UPDATE SKIP LOCKED
            )
            UPDATE ready
            SET gate = coalesce(limits[1], limits[2])
            FROM best
            WHERE ready.task_id = best.task_id
            RETURNING ready.task_id, rank, seq, ready.gate
            """;

    @Override
    public Through letThrough(String queue, String name, int most) {
        var open = new ArrayList<Place>();
        var limits = new HashSet<String>();
        var all = database.query(
                LET_THROUGH,
                statement -> {
                    statement.setString(1, queue);
                    statement.setString(2, name);
                    statement.setInt(3, most);
                },
                row -> {
                    var gate = row.getString("gate");
                    return gate == null ? open.add(Columns.place(row)) : limits.add(gate);
                });
        open.sort(Comparator.naturalOrder());
        return new Through(all.size(), open, limits);
    }
}
