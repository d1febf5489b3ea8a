package io.ordo.scheduler.postgres;

import java.util.Collection;

/**
 * What keeps all others from letting tasks into a queue by their identity until the transaction ends: those who push,
 * and those who queue tasks again, by {@code free_hash}. Whoever also locks the row of a job, of a pending task or of a
 * lease does that first, and the row of a queued task afterwards.
 */
public final class IntakeLock {
    private final Database database;

    public IntakeLock(Database database) {
        this.database = database;
    }

    /** An advisory lock: pops, which do not count, go on meanwhile. */
    private static final String LOCK = """
            SELECT lock_intake(?)
            """;

    public void take(String queue) {
        database.query(LOCK, statement -> statement.setString(1, queue), _ -> queue);
    }

    /** Takes the locks of several queues, always in the same order. */
    public void takeAll(Collection<String> queues) {
        queues.stream().distinct().sorted().forEach(this::take);
    }
}
