package io.ordo.scheduler.postgres.admin;

import io.ordo.scheduler.event.EventCursor;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.relaying.RelayCursors;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** How far topics have been told, in a table with a row for each. */
public final class PostgresRelayCursors implements RelayCursors {
    private final Database database;

    public PostgresRelayCursors(Database database) {
        this.database = database;
    }

    /** Of two that begin at once, one does. Index: the primary key. */
    private static final String BEGIN = """
            INSERT INTO relay_cursor (topic, cursor, held_until)
            VALUES (?, ?, app_now())
            ON CONFLICT (topic) DO NOTHING
            """;

    @Override
    public void begin(String topic, EventCursor cursor) {
        database.update(BEGIN, statement -> {
            statement.setString(1, topic);
            statement.setString(2, cursor.toString());
        });
    }

    /**
     * Locks the row only while it takes it or holds it for longer; of two that find it free, the second waits and finds
     * it taken. Index: the primary key.
     */
    private static final String TAKE = """
            WITH renewed AS (
                UPDATE relay_cursor
                SET holder = ?, held_until = app_now() + cast(? AS double precision) * interval '1 second'
                WHERE topic = ?
                  AND (held_until <= app_now()
                       OR (holder = ? AND held_until < app_now() + cast(? AS double precision) * interval '1 second'))
                RETURNING cursor
            )
            SELECT cursor, true AS is_renewed
            FROM renewed
            UNION ALL
            SELECT cursor, false
            FROM relay_cursor
            WHERE topic = ?
              AND holder = ?
              AND held_until >= app_now() + cast(? AS double precision) * interval '1 second'
            """;

    @Override
    public Optional<Held> take(String topic, UUID holder) {
        return database.queryOne(
                TAKE,
                statement -> {
                    statement.setObject(1, holder);
                    statement.setLong(2, HELD.toSeconds());
                    statement.setString(3, topic);
                    statement.setObject(4, holder);
                    statement.setLong(5, LEFT.toSeconds());
                    statement.setString(6, topic);
                    statement.setObject(7, holder);
                    statement.setLong(8, LEFT.toSeconds());
                },
                row -> new Held(
                        EventCursor.parse(row.getString("cursor")).orElseThrow(), row.getBoolean("is_renewed")));
    }

    /** Locks the row, in vain when it is another's. Index: the primary key. */
    private static final String ADVANCE = """
            UPDATE relay_cursor
            SET cursor = ?
            WHERE topic = ?
              AND holder = ?
            """;

    @Override
    public boolean advance(String topic, UUID holder, EventCursor cursor) {
        return database.update(ADVANCE, statement -> {
                    statement.setString(1, cursor.toString());
                    statement.setString(2, topic);
                    statement.setObject(3, holder);
                })
                == 1;
    }

    /** Locks the row, in vain when it is another's. Index: the primary key. */
    private static final String RELEASE = """
            UPDATE relay_cursor
            SET holder = NULL, held_until = app_now()
            WHERE topic = ?
              AND holder = ?
            """;

    @Override
    public void release(String topic, UUID holder) {
        database.update(RELEASE, statement -> {
            statement.setString(1, topic);
            statement.setObject(2, holder);
        });
    }

    /** Scans the table, which has a row for each topic. */
    private static final String OLDEST = """
            SELECT min(cast(split_part(cursor, '-', 1) AS bigint)) AS oldest
            FROM relay_cursor
            WHERE held_until > app_now() - cast(? AS double precision) * interval '1 second'
            HAVING count(*) > 0
            """;

    @Override
    public OptionalLong oldest() {
        return database
                .query(OLDEST, statement -> statement.setLong(1, ABANDONED.toSeconds()), row -> row.getLong("oldest"))
                .stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }
}
