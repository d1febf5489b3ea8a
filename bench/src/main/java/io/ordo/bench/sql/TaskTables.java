package io.ordo.bench.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What the bench knows of Ordo's tables, all of it: the statements of a task's life on one connection, in the form that
 * is fastest without regard to anything else, two counts and a sample. Every statement commits.
 */
public final class TaskTables implements AutoCloseable {
    private static final String PAYLOAD =
            "{\"target\":\"host-of-the-bench\",\"tool\":\"nmap\",\"options\":\"" + "x".repeat(50) + "\"}";

    private final Connection connection;
    private final PreparedStatement insert;
    private final PreparedStatement claimByRank;
    private final PreparedStatement claimByKey;
    private final PreparedStatement complete;

    /** Takes the connection over. */
    public TaskTables(Connection connection) throws SQLException {
        this.connection = connection;
        try (var statement = connection.createStatement()) {
            statement.execute(PLAN_BY_INDEX);
        }
        this.insert = connection.prepareStatement(INSERT);
        this.claimByRank = connection.prepareStatement(CLAIM_BY_RANK);
        this.claimByKey = connection.prepareStatement(CLAIM_BY_KEY);
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
            INSERT INTO ready (task_id, queue, seq, rank, priority, arrived_at, ranker, offsets)
            SELECT id, 'bench', nextval('task_seq'), cast(extract(epoch FROM app_now()) * 1000000 AS bigint), 3,
                   app_now(), 1, '{}'
            FROM made
            """;

    /** Makes so many queued tasks. */
    public int insert(int tasks) throws SQLException {
        insert.setString(1, PAYLOAD);
        insert.setInt(2, tasks);
        return insert.executeUpdate();
    }

    /** Index: ready_rank. */
    private static final String CLAIM_BY_RANK = """
            WITH best AS (
                SELECT task_id
                FROM ready
                WHERE queue = 'bench'
                  AND gate IS NULL
                ORDER BY rank, seq
                LIMIT ?
                FOR UPDATE SKIP LOCKED
            ), taken AS (
                DELETE FROM ready
                USING best
                WHERE ready.task_id = best.task_id
                RETURNING ready.task_id, queue, rank, seq, counted, deaths, pops, priority, arrived_at, ranker,
                          offsets
            ), claimed AS (
                INSERT INTO lease (
                    task_id, fence, holder, queue, rank, seq, counted, deaths, pops, priority, arrived_at, ranker,
                    offsets, length_seconds, popped_at, expires_at)
                SELECT task_id, nextval('fence_seq'), 'bench', queue, rank, seq, counted, deaths, pops + 1, priority,
                       arrived_at, ranker, offsets, 60, app_now(), app_now() + interval '60 seconds'
                FROM taken
                RETURNING task_id, fence
            )
            SELECT claimed.task_id, claimed.fence, payload
            FROM claimed
            JOIN task ON task.id = claimed.task_id
            """;

    /** Claims the best tasks, as many as asked for or there are, reads and completes them; returns how many. */
    public int popByRank(int tasks) throws SQLException {
        claimByRank.setInt(1, tasks);
        return complete(claimByRank);
    }

    /** Index: ready's primary key. */
    private static final String CLAIM_BY_KEY = """
            WITH picked AS MATERIALIZED (
                SELECT task_id
                FROM unnest(cast(? AS uuid[])) AS picked (task_id)
            ), taken AS (
                DELETE FROM ready
                USING picked
                WHERE ready.task_id = picked.task_id
                RETURNING ready.task_id, queue, rank, seq, counted, deaths, pops, priority, arrived_at, ranker,
                          offsets
            ), claimed AS (
                INSERT INTO lease (
                    task_id, fence, holder, queue, rank, seq, counted, deaths, pops, priority, arrived_at, ranker,
                    offsets, length_seconds, popped_at, expires_at)
                SELECT task_id, nextval('fence_seq'), 'bench', queue, rank, seq, counted, deaths, pops + 1, priority,
                       arrived_at, ranker, offsets, 60, app_now(), app_now() + interval '60 seconds'
                FROM taken
                RETURNING task_id, fence
            )
            SELECT claimed.task_id, claimed.fence, payload
            FROM claimed
            JOIN task ON task.id = claimed.task_id
            """;

    /** Claims these tasks, reads and completes them; returns how many were still there. */
    public int popByKey(List<UUID> tasks) throws SQLException {
        claimByKey.setArray(1, connection.createArrayOf("uuid", tasks.toArray()));
        return complete(claimByKey);
    }

    /** Index: lease's primary key. */
    private static final String COMPLETE = """
            WITH said AS MATERIALIZED (
                SELECT task_id, fence
                FROM unnest(cast(? AS uuid[]), cast(? AS bigint[])) AS pair (task_id, fence)
            ), settled AS (
                DELETE FROM lease
                USING said
                WHERE lease.task_id = said.task_id
                  AND lease.fence = said.fence
                RETURNING lease.task_id, lease.fence, holder, counted, rank, arrived_at, ranker, offsets, popped_at
            )
            INSERT INTO attempt (
                task_id, fence, holder, ending, moved_to, counted, rank, arrived_at, ranker, offsets, popped_at,
                ended_at)
            SELECT task_id, fence, holder, 'succeeded', 'completed', counted + 1, rank, arrived_at, ranker, offsets,
                   popped_at, app_now()
            FROM settled
            """;

    private int complete(PreparedStatement claim) throws SQLException {
        List<Object> ids = new ArrayList<>();
        List<Object> fences = new ArrayList<>();
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

    private static final String QUEUED = """
            SELECT task_id
            FROM ready
            ORDER BY rank, seq
            """;

    /** The queued tasks, best first. */
    public List<UUID> queued() throws SQLException {
        List<UUID> queued = new ArrayList<>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(QUEUED)) {
            while (rows.next()) {
                queued.add(rows.getObject(1, UUID.class));
            }
        }
        return queued;
    }

    private static final String SOME_QUEUED = """
            SELECT task_id
            FROM ready
            ORDER BY random()
            LIMIT ?
            """;

    /** So many of the queued tasks, at random. */
    public static List<UUID> someQueued(Connection connection, int tasks) throws SQLException {
        List<UUID> some = new ArrayList<>();
        try (var statement = connection.prepareStatement(SOME_QUEUED)) {
            statement.setInt(1, tasks);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    some.add(rows.getObject(1, UUID.class));
                }
            }
        }
        return some;
    }

    private static final String COUNT = """
            SELECT (SELECT count(*) FROM task) AS tasks,
                   (SELECT count(*) FROM attempt WHERE moved_to = 'completed') AS completed
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

    private static final String FORGET = """
            TRUNCATE task, attempt
            """;

    /** Removes finished tasks, so that each round begins with the same tables. No task may be live. */
    public static void forget(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(FORGET);
        }
    }

    private static final String FORGET_JOBS = """
            TRUNCATE job, timing, occurrence
            """;

    /** Removes every job. */
    public static void forgetJobs(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(FORGET_JOBS);
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
