package io.ordo.scheduler.postgres.history;

import io.ordo.scheduler.event.OldEvents;
import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import java.util.Optional;

/** Old events, and what has been forgotten. */
public final class PostgresOldEvents implements OldEvents {
    private final Database database;

    public PostgresOldEvents(Database database) {
        this.database = database;
    }

    /** No table but the sequence of the numbers. */
    private static final String MARK = """
            SELECT pg_snapshot_xmin(pg_current_snapshot()) AS horizon, last_value AS number, app_now() AS instant
            FROM event_number_seq
            """;

    @Override
    public Mark mark() {
        return database.queryOne(
                        MARK,
                        Parameters.NONE,
                        row -> new Mark(row.getLong("horizon"), row.getLong("number"), Columns.instant(row, "instant")))
                .orElseThrow();
    }

    @Override
    public int forget(long horizon, int limit) {
        return database.atomically(() -> database.queryOne(TAKE, Parameters.NONE, row -> row.getLong("horizon"))
                .filter(forgotten -> forgotten < horizon)
                .flatMap(forgotten -> forget(forgotten, horizon, limit))
                .orElse(0));
    }

    /** Locks the one row, passing it over while another scheduler forgets. Plan: there is one row. */
    private static final String TAKE = """
            SELECT horizon
            FROM event_forgotten
            FOR UPDATE SKIP LOCKED
            """;

    /**
     * The row is locked already; readers see in one moment that events are gone and which. Index: event's primary key,
     * from the first transaction that is not forgotten yet, so that what was deleted before is not walked through.
     */
    private static final String FORGET = """
            WITH oldest AS MATERIALIZED (
                SELECT transaction
                FROM event
                WHERE transaction >= cast(? AS xid8)
                  AND transaction < cast(? AS xid8)
                ORDER BY transaction, number
                LIMIT ?
            ), edge AS MATERIALIZED (
                SELECT max(transaction) AS transaction
                FROM oldest
            ), gone AS MATERIALIZED (
                DELETE FROM event
                USING edge
                WHERE event.transaction >= cast(? AS xid8)
                  AND event.transaction <= edge.transaction
                RETURNING number
            ), summed AS MATERIALIZED (
                SELECT count(*) AS events, max(number) AS number
                FROM gone
            )
            UPDATE event_forgotten
            SET horizon = cast(cast(cast(cast(edge.transaction AS text) AS bigint) + 1 AS text) AS xid8),
                number = greatest(event_forgotten.number, summed.number)
            FROM edge, summed
            WHERE edge.transaction IS NOT NULL
            RETURNING summed.events
            """;

    private Optional<Integer> forget(long from, long horizon, int limit) {
        return database.queryOne(
                FORGET,
                statement -> {
                    statement.setString(1, Long.toString(from));
                    statement.setString(2, Long.toString(horizon));
                    statement.setInt(3, limit);
                    statement.setString(4, Long.toString(from));
                },
                row -> row.getInt("events"));
    }

    /** Index: event's primary key, behind everything of our own that anybody can see; and the one row. */
    private static final String FORGET_FOREIGN = """
            WITH gone AS (
                DELETE FROM event
                WHERE transaction >= pg_snapshot_xmax(pg_current_snapshot())
            )
            UPDATE event_forgotten
            SET horizon = pg_snapshot_xmin(pg_current_snapshot())
            WHERE horizon > pg_snapshot_xmin(pg_current_snapshot())
            """;

    @Override
    public void forgetForeign() {
        database.update(FORGET_FOREIGN, Parameters.NONE);
    }
}
