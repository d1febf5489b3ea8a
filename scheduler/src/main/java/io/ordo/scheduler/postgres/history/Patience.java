package io.ordo.scheduler.postgres.history;

import io.ordo.scheduler.postgres.Database;

/** How long a search may take. */
final class Patience {
    private Patience() {}

    /** No table; forgotten with the transaction. */
    private static final String LIMIT = """
            SELECT set_config('statement_timeout', ?, true)
            """;

    /** Lets every later statement of the transaction that is running end after that time. */
    static void limit(Database database, String time) {
        database.query(LIMIT, statement -> statement.setString(1, time), _ -> time);
    }
}
