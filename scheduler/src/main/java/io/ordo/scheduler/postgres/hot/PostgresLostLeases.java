package io.ordo.scheduler.postgres.hot;

import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.RankedRows;
import io.ordo.scheduler.task.Status;
import io.ordo.scheduler.upkeep.LostLeases;
import java.util.List;

/** Leases whose end has passed. */
public final class PostgresLostLeases implements LostLeases {
    private final Database database;

    public PostgresLostLeases(Database database) {
        this.database = database;
    }

    /**
     * Locks the leases it ends, passing over those being extended or settled, and then the intake of queues in their
     * order, for tasks that have an identity. Plan: scans lease, which is as small as what is running; expires_at is in
     * no index because every heartbeat changes it.
     */
    private static final String REAP = """
            WITH lost AS (
                SELECT task_id
                FROM lease
                WHERE expires_at <= app_now()
                ORDER BY expires_at
                LIMIT ?
                FOR UPDATE SKIP LOCKED
            ), ended AS (
                DELETE FROM lease
                USING lost
                WHERE lease.task_id = lost.task_id
                RETURNING lease.task_id, fence, holder, queue, rank, seq, counted, deaths + 1 AS deaths, pops,
                          deadline_at, hash, tenant, priority, arrived_at, ranker, expected_millis, level, offsets,
                          limits, popped_at, started_at
            ), judged AS (
                SELECT ended.task_id, fence, holder, queue, rank, seq, counted, deaths, pops, hash, tenant, priority,
                       arrived_at, ended.ranker, expected_millis, level, offsets, limits,
                       ended.deadline_at AS deadline,
                       CASE WHEN started_at IS NULL THEN deadline_at END AS deadline_at, popped_at, started_at,
                       CASE WHEN deaths >= queue.max_deaths THEN 'failed' ELSE 'queued' END AS moved_to,
                       CASE WHEN queue.max_deaths = 1 THEN 'lease_lost' ELSE 'poisoned' END AS end_reason
                FROM ended
                JOIN queue ON queue.id = ended.queue
            ), recorded AS (
                INSERT INTO attempt (
                    task_id, fence, holder, ending, reason, moved_to, counted, end_reason, rank, arrived_at, ranker,
                    expected_millis, offsets, deadline_at, popped_at, started_at, ended_at)
                SELECT task_id, fence, holder, 'lost', 'lease_lost', moved_to,
                       CASE WHEN moved_to = 'failed' THEN counted END,
                       CASE WHEN moved_to = 'failed' THEN end_reason END, rank, arrived_at, ranker,
                       expected_millis, offsets, deadline, popped_at, started_at, app_now()
                FROM judged
            ), requeued AS (
                INSERT INTO ready (
                    task_id, queue, rank, seq, counted, deaths, pops, deadline_at, hash, tenant, priority, arrived_at,
                    ranker, expected_millis, level, offsets, limits, gate)
                SELECT task_id, queue, rank, seq, counted, deaths, pops, deadline_at, free_hash(queue, hash), tenant,
                       priority, arrived_at, ranker, expected_millis, level, offsets, limits,
                       coalesce(limits[1], limits[2])
                FROM judged
                WHERE moved_to = 'queued'
                ORDER BY queue, seq
            )
            SELECT task_id, queue, moved_to, deaths, rank, seq, tenant, level, expected_millis, limits
            FROM judged
            """;

    @Override
    public List<Reaped> reap(int limit) {
        return database.query(
                REAP,
                statement -> statement.setInt(1, limit),
                row -> new Reaped(
                        row.getString("queue"),
                        Columns.place(row),
                        Status.ofWord(row.getString("moved_to")),
                        row.getInt("deaths"),
                        RankedRows.charge(row),
                        Columns.limits(row)));
    }
}
