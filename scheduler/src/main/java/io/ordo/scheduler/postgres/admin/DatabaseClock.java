package io.ordo.scheduler.postgres.admin;

import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import java.time.Instant;
import java.time.InstantSource;

/** The one clock that decides: the database's. Every reading is a question to it. */
public final class DatabaseClock implements InstantSource {
    /** No table. */
    private static final String NOW = """
            SELECT app_now() AS instant
            """;

    private final Database database;

    public DatabaseClock(Database database) {
        this.database = database;
    }

    @Override
    public Instant instant() {
        return database.queryOne(NOW, Parameters.NONE, row -> Columns.instant(row, "instant"))
                .orElseThrow();
    }
}
