package io.ordo.scheduler.postgres.hot;

import io.ordo.scheduler.claiming.Leases;
import io.ordo.scheduler.claiming.Pick;
import io.ordo.scheduler.claiming.Popped;
import io.ordo.scheduler.claiming.Settled;
import io.ordo.scheduler.claiming.Settlement;
import io.ordo.scheduler.lease.Lease;
import io.ordo.scheduler.lease.LeaseKey;
import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.FieldArrays;
import io.ordo.scheduler.postgres.LockOrder;
import io.ordo.scheduler.postgres.RankedRows;
import io.ordo.scheduler.postgres.TaskRows;
import io.ordo.scheduler.queue.Place;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Leases, in their table: what is dispatched or running. */
public final class PostgresLeases implements Leases {
    private final Database database;
    private final Endings endings;

    public PostgresLeases(Database database) {
        this.database = database;
        this.endings = new Endings(database);
    }

    /**
     * Deletes the places it takes, in the order of the tasks: two claims of the same places wait for each other in
     * one direction, and the second finds them gone. Index: the primary keys of ready and task, once a row.
     */
    static final String TAKE = """
            WITH picked AS MATERIALIZED (
                SELECT task_id, rank, holder, seconds
                FROM unnest(
                    (SELECT cast(? AS uuid[])), cast(? AS bigint[]), cast(? AS text[]), cast(? AS double precision[]))
                    AS picked (task_id, rank, holder, seconds)
            ), taken AS (
                DELETE FROM ready
                USING picked, queue
                WHERE ready.task_id = picked.task_id
                  AND (picked.rank IS NULL OR picked.rank = ready.rank)
                  AND gate IS NULL
                  AND queue.id = ready.queue
                  AND queue.paused_at IS NULL
                  AND (deadline_at IS NULL OR deadline_at > app_now())
                RETURNING ready.task_id, ready.queue, ready.rank, seq, counted, deaths, pops, deadline_at, hash,
                          tenant, priority, arrived_at, ready.ranker, expected_millis, level, offsets, limits,
                          coalesce(picked.seconds, queue.lease_seconds) AS length_seconds, picked.holder
            ), claimed AS (
                INSERT INTO lease (
                    task_id, fence, holder, queue, rank, seq, counted, deaths, pops, deadline_at, hash,
                    tenant, priority, arrived_at, ranker, expected_millis, level, offsets, limits, length_seconds,
                    popped_at, expires_at)
                SELECT task_id, nextval('fence_seq'), holder, queue, rank, seq, counted, deaths, pops + 1, deadline_at,
                       hash, tenant, priority, arrived_at, ranker, expected_millis, level, offsets, limits,
                       length_seconds,
                       app_now(), app_now() + length_seconds * interval '1 second'
                FROM taken
                RETURNING task_id, fence, rank, seq, pops, length_seconds, expires_at, expected_millis, level
            )
            SELECT claimed.fence, claimed.length_seconds, claimed.expires_at, claimed.pops AS attempt,
                   id, job_id, planned_at, retry_of, data_at, queue, tenant, priority, payload, max_retries,
                   retry_delay_millis, backoff_factor, timeout_millis, target, target_settings, connection,
                   concurrency_key, concurrency_max, hash, created_at,
                   claimed.rank, claimed.seq, expected_millis, level
            FROM claimed
            JOIN task ON task.id = claimed.task_id
            ORDER BY claimed.rank, claimed.seq
            """;

    @Override
    public List<Popped> take(List<Pick> picks) {
        return database.query(
                TAKE,
                statement -> FieldArrays.of(statement, 1, LockOrder.of(picks, Pick::task))
                        .withUuids(Pick::task)
                        .withLongs(Pick::rank)
                        .withTexts(Pick::holder)
                        .withDoubles(pick -> seconds(pick.length())),
                PostgresLeases::popped);
    }

    /**
     * Locks the first of the places that nobody else has locked, in their order. Index: ready's primary key, twice a
     * row.
     */
    private static final String SIFT = """
            WITH given AS MATERIALIZED (
                SELECT task_id, rank, number
                FROM unnest((SELECT cast(? AS uuid[])), cast(? AS bigint[]))
                    WITH ORDINALITY AS given (task_id, rank, number)
            ), kept AS MATERIALIZED (
                SELECT ready.task_id
                FROM given
                JOIN ready ON ready.task_id = given.task_id
                          AND ready.rank = given.rank
                WHERE gate IS NULL
                  AND (deadline_at IS NULL OR deadline_at > app_now())
                ORDER BY number
                LIMIT ?
                FOR UPDATE OF ready SKIP LOCKED
            )
            SELECT ready.task_id, ready.rank, ready.seq, kept.task_id IS NOT NULL AS is_kept,
                   ready.rank <> given.rank AS has_moved
            FROM given
            JOIN ready ON ready.task_id = given.task_id
            LEFT JOIN kept ON kept.task_id = given.task_id
            WHERE gate IS NULL
              AND (deadline_at IS NULL OR deadline_at > app_now())
            ORDER BY number
            """;

    @Override
    public Sifted sift(List<Place> places, int most) {
        var kept = new ArrayList<Place>();
        var others = new ArrayList<Place>();
        var moved = new ArrayList<Place>();
        database.query(
                SIFT,
                statement -> {
                    int next = FieldArrays.of(statement, 1, places)
                            .withUuids(Place::task)
                            .withLongs(Place::rank)
                            .next();
                    statement.setInt(next, most);
                },
                row -> {
                    var standing = row.getBoolean("has_moved") ? moved : others;
                    return (row.getBoolean("is_kept") ? kept : standing).add(Columns.place(row));
                });
        return new Sifted(kept, others, moved);
    }

    /**
     * Locks the leases in the order of their tasks, so that two requests for the same never wait for each other in a
     * circle. Index: lease's primary key; started_at is in no index.
     */
    private static final String START = """
            WITH held AS (
                SELECT lease.task_id, lease.fence
                FROM lease
                JOIN unnest((SELECT cast(? AS uuid[])), cast(? AS bigint[])) AS asked (task_id, fence)
                  ON asked.task_id = lease.task_id
                 AND asked.fence = lease.fence
                ORDER BY lease.task_id
                FOR UPDATE OF lease
            )
            UPDATE lease
            SET started_at = coalesce(started_at, app_now())
            FROM held
            WHERE lease.task_id = held.task_id
              AND lease.fence = held.fence
            RETURNING lease.task_id, lease.fence
            """;

    @Override
    public Set<LeaseKey> start(List<LeaseKey> keys) {
        var held = database.query(
                START,
                statement -> FieldArrays.of(statement, 1, keys)
                        .withUuids(LeaseKey::task)
                        .withLongs(LeaseKey::fence),
                Columns::leaseKey);
        return Set.copyOf(held);
    }

    /** Locks as {@link #START} does. Index: lease's primary key; expires_at is in no index: this is a HOT update. */
    private static final String EXTEND = """
            WITH held AS (
                SELECT lease.task_id, lease.fence
                FROM lease
                JOIN unnest((SELECT cast(? AS uuid[])), cast(? AS bigint[])) AS asked (task_id, fence)
                  ON asked.task_id = lease.task_id
                 AND asked.fence = lease.fence
                ORDER BY lease.task_id
                FOR UPDATE OF lease
            )
            UPDATE lease
            SET expires_at = app_now() + coalesce(?, length_seconds) * interval '1 second'
            FROM held
            WHERE lease.task_id = held.task_id
              AND lease.fence = held.fence
            RETURNING lease.task_id, lease.fence, expires_at
            """;

    @Override
    public Map<LeaseKey, Instant> extend(List<LeaseKey> keys, @Nullable Duration length) {
        var extended = database.query(
                EXTEND,
                statement -> {
                    int next = FieldArrays.of(statement, 1, keys)
                            .withUuids(LeaseKey::task)
                            .withLongs(LeaseKey::fence)
                            .next();
                    statement.setObject(next, seconds(length), Types.DOUBLE);
                },
                row -> Map.entry(Columns.leaseKey(row), Columns.instant(row, "expires_at")));
        return extended.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public List<Settled> settle(List<Settlement> settlements) {
        return endings.settle(settlements);
    }

    private static Popped popped(ResultSet row) throws SQLException {
        var task = TaskRows.task(row);
        var lease = new Lease(
                new LeaseKey(task.id(), row.getLong("fence")),
                row.getInt("attempt"),
                Columns.instant(row, "expires_at"),
                Duration.ofMillis(Math.round(row.getDouble("length_seconds") * 1000)));
        var place = new Place(row.getLong("rank"), row.getLong("seq"), task.id());
        return new Popped(task, lease, place, RankedRows.charge(row));
    }

    private static @Nullable Double seconds(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis() / 1000.0;
    }
}
