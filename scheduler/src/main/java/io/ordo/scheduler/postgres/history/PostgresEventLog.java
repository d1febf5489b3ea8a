package io.ordo.scheduler.postgres.history;

import io.ordo.scheduler.event.Event;
import io.ordo.scheduler.event.EventCursor;
import io.ordo.scheduler.event.EventLog;
import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The events, in the table that triggers write.
 *
 * <p>Numbers are given out in another order than transactions commit in, so whoever goes on behind the greatest number
 * he has seen loses events. But no transaction before the oldest one that is still running can add any. So events are
 * read window by window: those of all transactions from where the last window ended up to the oldest one running now,
 * in the order of their numbers. A task keeps its order across windows: the transaction of a move that begins when the
 * one before is committed is not in an earlier window. Of two that are on their way at once, one waits for the other,
 * and may yet be in an earlier window when its transaction is the older one: that is the one exception.
 */
public final class PostgresEventLog implements EventLog {
    private final Database database;

    public PostgresEventLog(Database database) {
        this.database = database;
    }

    /** No table: the oldest transaction that is running. */
    private static final String NEWEST = """
            SELECT pg_snapshot_xmin(pg_current_snapshot()) AS horizon
            """;

    @Override
    public EventCursor newest() {
        long horizon = database.queryOne(NEWEST, Parameters.NONE, row -> row.getLong("horizon"))
                .orElseThrow();
        return new EventCursor(horizon, horizon, 0);
    }

    @Override
    public Page after(EventCursor cursor, int limit) {
        if (cursor.from() < cursor.to()) {
            var rest = page(cursor, limit, rest(cursor, limit));
            if (rest.isReset() || !rest.events().isEmpty()) {
                return rest;
            }
        }
        var begin = new EventCursor(cursor.to(), cursor.to(), 0);
        return page(begin, limit, window(cursor.to(), limit));
    }

    /**
     * Locks nothing. Index: event's primary key; a window is sorted, however many pages it has, once for the first of
     * them. The sum keeps the index of the numbers out of it, which would be searched from its very beginning.
     */
    private static final String WINDOW = """
            WITH log AS MATERIALIZED (
                SELECT pg_snapshot_xmin(pg_current_snapshot()) AS horizon, event_forgotten.horizon AS forgotten,
                       event_forgotten.number AS forgotten_number
                FROM event_forgotten
            )
            SELECT log.horizon, forgotten, forgotten_number, number, type, happened_at, queue, job_id, task_id, detail
            FROM log
            LEFT JOIN LATERAL (
                SELECT number, type, happened_at, queue, job_id, task_id, detail
                FROM event
                WHERE transaction >= cast(? AS xid8)
                  AND transaction < log.horizon
                ORDER BY number + 0
                LIMIT ?
            ) AS unread ON true
            ORDER BY number
            """;

    private List<Row> window(long from, int limit) {
        return database.query(
                WINDOW,
                statement -> {
                    statement.setString(1, Long.toString(from));
                    statement.setInt(2, limit);
                },
                PostgresEventLog::row);
    }

    /**
     * Locks nothing. Index: event_number from where the reader is; `IS TRUE` keeps the transactions out of the choice
     * of the index, by which each page would sort the whole window.
     */
    private static final String REST = """
            WITH log AS MATERIALIZED (
                SELECT pg_snapshot_xmin(pg_current_snapshot()) AS horizon, event_forgotten.horizon AS forgotten,
                       event_forgotten.number AS forgotten_number
                FROM event_forgotten
            )
            SELECT log.horizon, forgotten, forgotten_number, number, type, happened_at, queue, job_id, task_id, detail
            FROM log
            LEFT JOIN LATERAL (
                SELECT number, type, happened_at, queue, job_id, task_id, detail
                FROM event
                WHERE number > ?
                  AND (transaction >= cast(? AS xid8) AND transaction < cast(? AS xid8)) IS TRUE
                ORDER BY number
                LIMIT ?
            ) AS unread ON true
            ORDER BY number
            """;

    private List<Row> rest(EventCursor cursor, int limit) {
        return database.query(
                REST,
                statement -> {
                    statement.setLong(1, cursor.number());
                    statement.setString(2, Long.toString(cursor.from()));
                    statement.setString(3, Long.toString(cursor.to()));
                    statement.setInt(4, limit);
                },
                PostgresEventLog::row);
    }

    private static Page page(EventCursor cursor, int limit, List<Row> rows) {
        var log = rows.getFirst();
        if (log.isLost(cursor)) {
            return new Page(List.of(), new EventCursor(log.horizon(), log.horizon(), 0), true);
        }
        long to = cursor.from() < cursor.to() ? cursor.to() : log.horizon();
        var events = new ArrayList<Read>();
        for (var row : rows) {
            if (row.event() != null) {
                events.add(new Read(
                        row.event(),
                        new EventCursor(cursor.from(), to, row.event().number())));
            }
        }
        var next = events.size() == limit ? events.getLast().cursor() : new EventCursor(to, to, 0);
        return new Page(events, next, false);
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getLong("horizon"), row.getLong("forgotten"), row.getLong("forgotten_number"), eventOrNull(row));
    }

    private static @Nullable Event eventOrNull(ResultSet row) throws SQLException {
        long number = row.getLong("number");
        return row.wasNull()
                ? null
                : new Event(
                        number,
                        row.getString("type"),
                        Columns.instant(row, "happened_at"),
                        row.getString("queue"),
                        row.getObject("job_id", UUID.class),
                        row.getObject("task_id", UUID.class),
                        row.getString("detail"));
    }

    /**
     * An event of a page, or none, beside how the log stands.
     *
     * @param horizon the oldest transaction that is running
     * @param forgotten the first transaction that is not forgotten
     * @param forgottenNumber the greatest number that is forgotten
     */
    private record Row(
            long horizon,
            long forgotten,
            long forgottenNumber,
            @Nullable Event event) {
        /** Whether events behind the cursor are gone, or it is of transactions that are still to come. */
        boolean isLost(EventCursor cursor) {
            boolean isForgotten = cursor.from() < forgotten && cursor.number() < forgottenNumber;
            return isForgotten || cursor.to() > horizon;
        }
    }
}
