package io.ordo.scheduler.testing;

import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import java.time.Duration;
import java.time.Instant;

/** The database's clock, stopped, in the hands of a test. */
public final class ManualClock {
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    private final Database database;

    public ManualClock(Database database) {
        this.database = database;
        database.update("CREATE TABLE test_clock (instant timestamptz NOT NULL)", Parameters.NONE);
        database.update("INSERT INTO test_clock VALUES (?)", statement -> Columns.setInstant(statement, 1, START));
        database.update("""
                CREATE OR REPLACE FUNCTION app_now() RETURNS timestamptz
                    LANGUAGE sql STABLE
                    RETURN (SELECT instant FROM test_clock)
                """, Parameters.NONE);
    }

    public Instant now() {
        return database.queryOne("SELECT app_now() AS instant", Parameters.NONE, row -> Columns.instant(row, "instant"))
                .orElseThrow();
    }

    public void advance(Duration time) {
        set(now().plus(time));
    }

    public void set(Instant instant) {
        database.update("UPDATE test_clock SET instant = ?", statement -> Columns.setInstant(statement, 1, instant));
    }
}
