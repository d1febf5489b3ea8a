package io.ordo.scheduler.postgres.hot;

import io.ordo.scheduler.limiting.Limits.Passed;
import io.ordo.scheduler.postgres.Database;
import java.util.List;

/** The gates of concurrency keys, which whoever comes here has locked. */
final class KeyGates {
    private final Database database;

    KeyGates(Database database) {
        this.database = database;
    }

    /** Lets at most so many through each. */
    List<Passed> pass(List<String> keys, int most) {
        database.update(TAKE_BACK_PAUSED, statement -> PostgresLimits.set(statement, keys));
        database.update(TAKE_BACK, statement -> PostgresLimits.set(statement, keys));
        return database.query(
                PASS,
                statement -> {
                    PostgresLimits.set(statement, keys);
                    statement.setInt(2, most);
                },
                PostgresLimits::passed);
    }

    /**
     * What stands in a queue that is paused holds up nobody elsewhere. Passes over what is being popped or cancelled.
     * The gates are locked. Index: ready_key, then the primary keys of queue and ready.
     */
    private static final String TAKE_BACK_PAUSED = """
            WITH idle AS MATERIALIZED (
                SELECT task_id
                FROM ready
                JOIN queue ON queue.id = ready.queue
                WHERE limits[1] = ANY (cast(? AS text[]))
                  AND gate IS DISTINCT FROM limits[1]
                  AND (gate IS NULL OR gate = limits[2])
                  AND paused_at IS NOT NULL
                FOR UPDATE OF ready SKIP LOCKED
            )
            UPDATE ready
            SET gate = limits[1]
            FROM idle
            WHERE ready.task_id = idle.task_id
            """;

    /**
     * Of each gate that nobody can pass, takes back the last one that passed, if the first one behind it would be
     * popped before. Passes over what is being popped or cancelled. The gate is locked. Index: ready_limited for the
     * first, task's primary key, lease_key and ready_key.
     */
    private static final String TAKE_BACK = """
            WITH crowded AS MATERIALIZED (
                SELECT asked.gate, best.queue, best.rank, best.seq
                FROM unnest(cast(? AS text[])) AS asked (gate)
                CROSS JOIN LATERAL (
                    SELECT ready.queue, rank, seq, concurrency_max
                    FROM ready
                    JOIN queue ON queue.id = ready.queue
                    JOIN task ON task.id = ready.task_id
                    WHERE ready.gate = asked.gate
                      AND ready.gate >= '~'
                      AND queue.paused_at IS NULL
                    ORDER BY rank, seq
                    LIMIT 1) AS best
                WHERE under_key(asked.gate) >= best.concurrency_max
            ), last AS MATERIALIZED (
                SELECT crowded.gate, worst.task_id
                FROM crowded
                CROSS JOIN LATERAL (
                    SELECT task_id
                    FROM ready
                    WHERE limits[1] = crowded.gate
                      AND ready.gate IS DISTINCT FROM limits[1]
                      AND (ready.gate IS NULL OR ready.gate = limits[2])
                      AND ready.queue = crowded.queue
                      AND (ready.rank, ready.seq) > (crowded.rank, crowded.seq)
                    ORDER BY ready.rank DESC, ready.seq DESC
                    LIMIT 1
                    FOR UPDATE SKIP LOCKED) AS worst
            )
            UPDATE ready
            SET gate = last.gate
            FROM last
            WHERE ready.task_id = last.task_id
            """;

    /**
     * The limit of a task is its own: it passes when there are fewer, and those behind it wait until it has. The gate
     * is locked; locks what passes, and passes over what is being cancelled or changed. Index: ready_limited gives the
     * order, the primary keys of task and ready, lease_key and ready_key.
     */
    private static final String PASS = """
            WITH room AS MATERIALIZED (
                SELECT asked.gate, under_key(asked.gate) AS busy, best.concurrency_max
                FROM unnest(cast(? AS text[])) AS asked (gate)
                CROSS JOIN LATERAL (
                    SELECT concurrency_max
                    FROM ready
                    JOIN queue ON queue.id = ready.queue
                    JOIN task ON task.id = ready.task_id
                    WHERE ready.gate = asked.gate
                      AND ready.gate >= '~'
                      AND queue.paused_at IS NULL
                    ORDER BY rank, seq
                    LIMIT 1) AS best
            ), wanted AS MATERIALIZED (
                SELECT room.gate, room.busy, next.task_id, next.rank, next.seq
                FROM room
                CROSS JOIN LATERAL (
                    SELECT task_id, rank, seq
                    FROM ready
                    JOIN queue ON queue.id = ready.queue
                    WHERE ready.gate = room.gate
                      AND ready.gate >= '~'
                      AND queue.paused_at IS NULL
                    ORDER BY rank, seq
                    LIMIT greatest(0, least(room.concurrency_max - room.busy, ?))
                    FOR UPDATE OF ready SKIP LOCKED) AS next
            ), numbered AS (
                SELECT wanted.gate, wanted.task_id, wanted.busy, task.concurrency_max,
                       row_number() OVER (PARTITION BY wanted.gate ORDER BY wanted.rank, wanted.seq) AS number
                FROM wanted
                JOIN task ON task.id = wanted.task_id
            ), fitting AS MATERIALIZED (
                SELECT gate, task_id,
                       bool_and(busy + number <= concurrency_max) OVER (PARTITION BY gate ORDER BY number) AS fits
                FROM numbered
            )
            UPDATE ready
            SET gate = limits[2]
            FROM fitting
            WHERE ready.task_id = fitting.task_id
              AND fits
            RETURNING fitting.gate AS passed, ready.gate AS next, ready.queue, ready.task_id, rank, seq
            """;
}
