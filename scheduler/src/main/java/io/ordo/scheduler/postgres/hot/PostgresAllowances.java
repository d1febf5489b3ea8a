package io.ordo.scheduler.postgres.hot;

import io.ordo.scheduler.claiming.Allowances;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.queue.Queue;

/** What limited queues have left, counted anew by whoever asks, one after the other. */
public final class PostgresAllowances implements Allowances {
    private final Database database;

    public PostgresAllowances(Database database) {
        this.database = database;
    }

    /** The row is what claims of the queue wait for; it is made at the first of them. Index: queue's primary key. */
    private static final String OPEN = """
            INSERT INTO allowance (queue, tokens, counted_at)
            SELECT id, ?, app_now()
            FROM queue
            WHERE id = ?
            ON CONFLICT DO NOTHING
            """;

    /**
     * Locks the queue's allowance until the transaction ends. The lock comes first and the count in a statement of
     * its own, so that it sees what the one before committed. Index: allowance's primary key.
     */
    private static final String LOCK = """
            SELECT queue
            FROM allowance
            WHERE queue = ?
            FOR UPDATE
            """;

    /** Index: allowance's primary key; lease is scanned, which is as small as what is running. */
    private static final String COUNT = """
            SELECT least(
                       cast(? AS double precision),
                       tokens + cast(? AS double precision) * extract(epoch FROM app_now() - counted_at)) AS tokens,
                   (SELECT count(*) FROM lease WHERE lease.queue = allowance.queue) AS leased
            FROM allowance
            WHERE queue = ?
            """;

    @Override
    public int allow(Queue queue, int wanted) {
        var rate = queue.settings().limits().rate();
        var concurrency = queue.settings().limits().concurrency();
        double burst = rate == null ? 0 : rate.burst();
        database.update(OPEN, statement -> {
            statement.setDouble(1, burst);
            statement.setString(2, queue.id());
        });
        database.query(LOCK, statement -> statement.setString(1, queue.id()), _ -> queue);
        return database.queryOne(
                        COUNT,
                        statement -> {
                            statement.setDouble(1, burst);
                            statement.setDouble(2, rate == null ? 0 : rate.perSecond());
                            statement.setString(3, queue.id());
                        },
                        row -> {
                            double tokens = rate == null ? wanted : row.getDouble("tokens");
                            long free = concurrency == null ? wanted : concurrency - row.getLong("leased");
                            return Math.clamp(Math.min((long) Math.floor(tokens), free), 0, wanted);
                        })
                .orElse(0); // the queue was removed
    }

    /** The row is locked already. Index: allowance's primary key. */
    private static final String USE = """
            UPDATE allowance
            SET tokens = least(
                    cast(? AS double precision),
                    tokens + cast(? AS double precision) * extract(epoch FROM app_now() - counted_at)) - ?,
                counted_at = app_now()
            WHERE queue = ?
            """;

    @Override
    public void use(Queue queue, int popped) {
        var rate = queue.settings().limits().rate();
        if (rate == null || popped == 0) {
            return;
        }
        database.update(USE, statement -> {
            statement.setDouble(1, rate.burst());
            statement.setDouble(2, rate.perSecond());
            statement.setInt(3, popped);
            statement.setString(4, queue.id());
        });
    }
}
