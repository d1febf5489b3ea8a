package io.ordo.scheduler.postgres.hot;

import io.ordo.scheduler.claiming.Claim;
import io.ordo.scheduler.claiming.Leases;
import io.ordo.scheduler.claiming.Popped;
import io.ordo.scheduler.claiming.Settled;
import io.ordo.scheduler.lease.Lease;
import io.ordo.scheduler.lease.LeaseKey;
import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.task.Report;
import io.ordo.scheduler.task.Task;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Leases, in their table: what is dispatched or running. */
public final class PostgresLeases implements Leases {
    private final Database database;
    private final Settlement settlement;
    private final Cancellation cancellation;

    public PostgresLeases(Database database) {
        this.database = database;
        this.settlement = new Settlement(database);
        this.cancellation = new Cancellation(database);
    }

    /**
     * Locks the best places, passing over those another claim, a cancel or an expiry holds. Index: ready_rank gives
     * the order, so the scan ends after as many rows as are taken.
     */
    private static final String CLAIM = """
            WITH best AS (
                SELECT task_id
                FROM ready
                WHERE queue = ?
                  AND (deadline_at IS NULL OR deadline_at > app_now())
                ORDER BY rank, seq
                LIMIT ?
                FOR UPDATE SKIP LOCKED
            ), taken AS (
                DELETE FROM ready
                USING best
                WHERE ready.task_id = best.task_id
                RETURNING ready.task_id, queue, rank, seq, counted, deaths, deadline_at
            ), asked AS (
                SELECT taken.task_id, taken.queue, rank, seq, counted, deaths, deadline_at,
                       coalesce(?, queue.lease_seconds) AS length_seconds
                FROM taken
                JOIN queue ON queue.id = taken.queue
            ), claimed AS (
                INSERT INTO lease (
                    task_id, fence, holder, queue, rank, seq, counted, deaths, deadline_at,
                    length_seconds, popped_at, expires_at)
                SELECT task_id, nextval('fence_seq'), ?, queue, rank, seq, counted, deaths, deadline_at,
                       length_seconds, app_now(), app_now() + length_seconds * interval '1 second'
                FROM asked
                RETURNING task_id, fence, rank, seq, length_seconds, expires_at
            )
            SELECT claimed.fence, claimed.length_seconds, claimed.expires_at,
                   1 + (SELECT count(*) FROM attempt WHERE attempt.task_id = claimed.task_id) AS attempt,
                   id, job_id, planned_at, queue, tenant, priority, payload,
                   max_retries, retry_delay_millis, backoff_factor, timeout_millis, created_at
            FROM claimed
            JOIN task ON task.id = claimed.task_id
            ORDER BY claimed.rank, claimed.seq
            """;

    @Override
    public List<Popped> claim(Claim claim) {
        return database.query(
                CLAIM,
                statement -> {
                    statement.setString(1, claim.queue());
                    statement.setInt(2, claim.limit());
                    setSeconds(statement, 3, claim.length());
                    statement.setString(4, claim.holder());
                },
                PostgresLeases::popped);
    }

    /** Index: lease's primary key; started_at is in no index. */
    private static final String START = """
            UPDATE lease
            SET started_at = coalesce(started_at, app_now())
            WHERE task_id = ?
              AND fence = ?
            """;

    @Override
    public boolean start(LeaseKey key) {
        return database.update(START, statement -> {
                    statement.setObject(1, key.task());
                    statement.setLong(2, key.fence());
                })
                == 1;
    }

    /** Index: lease's primary key; expires_at is in no index, so this is a HOT update. */
    private static final String EXTEND = """
            UPDATE lease
            SET expires_at = app_now() + coalesce(?, length_seconds) * interval '1 second'
            FROM unnest(cast(? AS uuid[]), cast(? AS bigint[])) AS asked (task_id, fence)
            WHERE lease.task_id = asked.task_id
              AND lease.fence = asked.fence
            RETURNING lease.task_id, lease.fence, expires_at
            """;

    @Override
    public Map<LeaseKey, Instant> extend(List<LeaseKey> keys, @Nullable Duration length) {
        var extended = database.query(
                EXTEND,
                statement -> {
                    var connection = statement.getConnection();
                    UUID[] tasks = keys.stream().map(LeaseKey::task).toArray(UUID[]::new);
                    Long[] fences = keys.stream().map(LeaseKey::fence).toArray(Long[]::new);
                    setSeconds(statement, 1, length);
                    statement.setArray(2, connection.createArrayOf("uuid", tasks));
                    statement.setArray(3, connection.createArrayOf("bigint", fences));
                },
                row -> new SimpleImmutableEntry<>(
                        new LeaseKey(Columns.uuid(row, "task_id"), row.getLong("fence")),
                        Columns.instant(row, "expires_at")));
        return extended.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public Settled settle(LeaseKey key, Report report) {
        return settlement.settle(key, report);
    }

    @Override
    public Optional<Boolean> cancel(UUID task) {
        return cancellation.cancel(task);
    }

    private static Popped popped(ResultSet row) throws SQLException {
        var task = new Task(
                Columns.uuid(row, "id"),
                Columns.uuidOrNull(row, "job_id"),
                Columns.instantOrNull(row, "planned_at"),
                Columns.work(row),
                Columns.instant(row, "created_at"));
        var lease = new Lease(
                new LeaseKey(task.id(), row.getLong("fence")),
                row.getInt("attempt"),
                Columns.instant(row, "expires_at"),
                Duration.ofMillis(Math.round(row.getDouble("length_seconds") * 1000)));
        return new Popped(task, lease);
    }

    private static void setSeconds(PreparedStatement statement, int index, @Nullable Duration duration)
            throws SQLException {
        if (duration == null) {
            statement.setNull(index, Types.DOUBLE);
        } else {
            statement.setDouble(index, duration.toMillis() / 1000.0);
        }
    }
}
