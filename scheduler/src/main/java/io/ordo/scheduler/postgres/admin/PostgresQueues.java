package io.ordo.scheduler.postgres.admin;

import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.queue.Queues;

/** The queues, in their table. */
public final class PostgresQueues implements Queues {
    private final Database database;

    public PostgresQueues(Database database) {
        this.database = database;
    }

    /** Index: queue's primary key. */
    private static final String EXISTS = """
            SELECT 1
            FROM queue
            WHERE id = ?
            """;

    @Override
    public boolean exists(String id) {
        return database.queryOne(EXISTS, statement -> statement.setString(1, id), _ -> true)
                .isPresent();
    }
}
