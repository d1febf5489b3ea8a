package io.ordo.scheduler.postgres.admin;

import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.signing.OwnKeyStore;
import java.time.Duration;
import java.util.List;

/** The installation's own signing keys, in a table with a row for each. */
public final class PostgresOwnKeys implements OwnKeyStore {
    private final Database database;

    public PostgresOwnKeys(Database database) {
        this.database = database;
    }

    /** Plan: reads the table, which has a few rows; the identity gives the order. */
    private static final String LIVE = """
            SELECT secret, made_at, signs_until
            FROM signing_key
            WHERE signs_until IS NULL OR signs_until > app_now()
            ORDER BY number DESC
            """;

    @Override
    public List<Kept> live() {
        return database.query(
                LIVE,
                Parameters.NONE,
                row -> new Kept(
                        row.getString("secret"),
                        Columns.instant(row, "made_at"),
                        Columns.instantOrNull(row, "signs_until")));
    }

    /** Of two that begin at once, the second waits for the first and does nothing. Index: signing_key_newest. */
    private static final String BEGIN = """
            INSERT INTO signing_key (secret)
            VALUES (?)
            ON CONFLICT DO NOTHING
            """;

    @Override
    public void begin(String text) {
        database.update(BEGIN, statement -> statement.setString(1, text));
    }

    /** Of two that change it at once, the second finds nothing to change. Plan: reads the table. */
    private static final String CHANGE = """
            UPDATE signing_key
            SET secret = ?
            WHERE secret = ?
            """;

    @Override
    public void change(String text, String other) {
        database.update(CHANGE, statement -> {
            statement.setString(1, other);
            statement.setString(2, text);
        });
    }

    /** Keys are replaced one after the other; nobody else waits. */
    private static final String LOCK = """
            SELECT true AS is_held
            FROM pg_advisory_xact_lock(hashtextextended('ordo_signing_key', 0))
            """;

    /** Whoever ends has the lock. Index: signing_key_newest. */
    private static final String END = """
            UPDATE signing_key
            SET signs_until = app_now() + cast(? AS double precision) * interval '1 second'
            WHERE signs_until IS NULL
            """;

    /** Whoever forgets has the lock. Plan: reads the table, which has a few rows. */
    private static final String FORGET = """
            DELETE FROM signing_key
            WHERE signs_until <= app_now()
               OR number NOT IN (SELECT number FROM signing_key ORDER BY number DESC LIMIT ?)
            """;

    @Override
    public void replace(String text, Duration keepOld) {
        database.atomically(() -> {
            database.query(LOCK, Parameters.NONE, row -> row.getBoolean("is_held"));
            database.update(END, statement -> statement.setDouble(1, keepOld.toMillis() / 1_000.0));
            database.update(FORGET, statement -> statement.setInt(1, MOST_OLDER));
            return database.update(BEGIN, statement -> statement.setString(1, text));
        });
    }
}
