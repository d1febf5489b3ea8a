package io.ordo.bench.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the bench knows of Ordo's tables, all of it: the statements of a task's life on one connection, in the form that
 * is fastest without regard to anything else, and two counts. Every statement commits.
 */
public final class TaskTables implements AutoCloseable {
    private static final String PAYLOAD =
            "{\"target\":\"host-of-the-bench\",\"tool\":\"nmap\",\"options\":\"" + "x".repeat(50) + "\"}";

    private final Connection connection;
    private final PreparedStatement insert;
    private final PreparedStatement claim;
    private final PreparedStatement complete;

    /** Takes the connection over. */
    public TaskTables(Connection connection) throws SQLException {
        this.connection = connection;
        try (var statement = connection.createStatement()) {
            statement.execute(PLAN_BY_INDEX);
        }
        this.insert = connection.prepareStatement(INSERT);
        this.claim = connection.prepareStatement(CLAIM);
        this.complete = connection.prepareStatement(COMPLETE);
    }

    /**
     * A table that was just emptied looks small to the planner, and is not: its dead rows would be read. A batch of
     * unknown size looks large to it: it would be joined with all there is. A plan is made once and not each time.
     */
    private static final String PLAN_BY_INDEX = """
            SET enable_seqscan = off;
            SET enable_hashjoin = off;
            SET enable_mergejoin = off;
            SET plan_cache_mode = force_generic_plan;
            SET jit = off
            """;

    /** The payload travels once and not for each task: what can be left out of a limit is left out. */
    private static final String INSERT = """
            WITH made AS (
                INSERT INTO task (
                    id, queue, priority, payload, max_retries, retry_delay_millis, backoff_factor, timeout_millis,
                    created_at)
                SELECT uuidv7(), 'bench', 3, cast(? AS jsonb), 0, 0, 1, 3600000, app_now()
                FROM generate_series(1, ?)
                RETURNING id
            )
            INSERT INTO ready (task_id, queue, seq, rank)
            SELECT id, 'bench', nextval('task_seq'), cast(extract(epoch FROM app_now()) * 1000000 AS bigint)
            FROM made
            """;

    /** Makes so many queued tasks. */
    public int insert(int tasks) throws SQLException {
        insert.setString(1, PAYLOAD);
        insert.setInt(2, tasks);
        return insert.executeUpdate();
    }

    /** Index: ready_rank. */
    private static final String CLAIM = """
            WITH best AS (
                SELECT task_id
                FROM ready
                WHERE queue = 'bench'
                ORDER BY rank, seq
                LIMIT ?
                FOR UPDATE SKIP LOCKED
            ), taken AS (
                DELETE FROM ready
                USING best
                WHERE ready.task_id = best.task_id
                RETURNING ready.task_id, queue, rank, seq, counted, deaths
            ), claimed AS (
                INSERT INTO lease (
                    task_id, fence, holder, queue, rank, seq, counted, deaths, length_seconds, popped_at, expires_at)
                SELECT task_id, nextval('fence_seq'), 'bench', queue, rank, seq, counted, deaths, 60, app_now(),
                       app_now() + interval '60 seconds'
                FROM taken
                RETURNING task_id, fence
            )
            SELECT claimed.task_id, claimed.fence, payload
            FROM claimed
            JOIN task ON task.id = claimed.task_id
            """;

    /** Index: the primary keys of lease and task. */
    private static final String COMPLETE = """
            WITH said AS (
                SELECT task_id, fence
                FROM unnest(cast(? AS uuid[]), cast(? AS bigint[])) AS pair (task_id, fence)
            ), settled AS (
                DELETE FROM lease
                USING said
                WHERE lease.task_id = said.task_id
                  AND lease.fence = said.fence
                RETURNING lease.task_id, lease.fence, holder, counted, popped_at
            ), finished AS (
                UPDATE task
                SET end_status = 'completed', ended_at = app_now(), counted = settled.counted + 1
                FROM settled
                WHERE task.id = settled.task_id
            )
            INSERT INTO attempt (task_id, fence, holder, ending, moved_to, popped_at, ended_at)
            SELECT task_id, fence, holder, 'succeeded', 'completed', popped_at, app_now()
            FROM settled
            """;

    /** Claims up to so many tasks, reads them, and completes them; returns how many there were. */
    public int claimAndComplete(int tasks) throws SQLException {
        List<Object> ids = new ArrayList<>(tasks);
        List<Object> fences = new ArrayList<>(tasks);
        claim.setInt(1, tasks);
        try (ResultSet rows = claim.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getObject(1));
                fences.add(rows.getLong(2));
                rows.getString(3);
            }
        }
        if (ids.isEmpty()) {
            return 0;
        }
        complete.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
        complete.setArray(2, connection.createArrayOf("bigint", fences.toArray()));
        return complete.executeUpdate();
    }

    private static final String COUNT = """
            SELECT count(*), count(*) FILTER (WHERE end_status = 'completed')
            FROM task
            """;

    /** How many tasks a database holds, and how many of them are completed. */
    public record Count(long tasks, long completed) {}

    /** Counts every task. */
    public static Count count(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(COUNT)) {
            row.next();
            return new Count(row.getLong(1), row.getLong(2));
        }
    }

    private static final String QUEUED = """
            SELECT count(*)
            FROM ready
            """;

    /** Counts the queued tasks. */
    public static long queued(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(QUEUED)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static final String FORGET = """
            TRUNCATE task, attempt
            """;

    /** Removes finished tasks, so that each round begins with the same tables. No task may be live. */
    public static void forget(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(FORGET);
        }
    }

    private static final String FORGET_ALL = """
            TRUNCATE task, attempt, ready, lease
            """;

    /** Removes every task; only where no scheduler works. */
    public static void forgetAll(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(FORGET_ALL);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
