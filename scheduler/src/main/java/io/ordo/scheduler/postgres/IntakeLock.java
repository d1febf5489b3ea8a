package io.ordo.scheduler.postgres;

import java.util.Collection;

/**
 * What keeps all others from letting tasks into a queue by their identity until the transaction ends. Whoever locks the
 * row of a job as well does that first.
 */
public final class IntakeLock {
    private final Database database;

    public IntakeLock(Database database) {
        this.database = database;
    }

    /** An advisory lock: pops, which do not count, go on meanwhile. */
    private static final String LOCK = """
            SELECT pg_advisory_xact_lock(hashtextextended('ordo_intake ' || ?, 0))
            """;

    public void take(String queue) {
        database.query(LOCK, statement -> statement.setString(1, queue), _ -> queue);
    }

    /** Takes the locks of several queues, always in the same order. */
    public void takeAll(Collection<String> queues) {
        queues.stream().distinct().sorted().forEach(this::take);
    }
}
