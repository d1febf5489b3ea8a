package io.ordo.bench.dispatch;

import io.ordo.bench.load.LoadFailedException;
import io.ordo.bench.sql.Limits.Connections;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What somebody writes whose messages must survive and be sent: a table of messages, and threads that take some that
 * nobody has, send them by a bare client, and mark them as sent once all are confirmed. It has no order, no retries and
 * no history.
 */
final class Relay {
    private static final int THREADS = 4;
    private static final int BATCH = 500;

    private final Connections database;

    Relay(Connections database) {
        this.database = database;
    }

    private static final String MAKE = """
            CREATE TABLE IF NOT EXISTS outbox (
                id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                message uuid NOT NULL,
                body text NOT NULL,
                sent_at timestamptz
            );
            CREATE INDEX IF NOT EXISTS outbox_unsent ON outbox (id) WHERE sent_at IS NULL;
            TRUNCATE outbox
            """;

    private static final String FILL = """
            INSERT INTO outbox (message, body)
            SELECT uuidv7(), '{"n":' || number || ',"kind":"order","options":"' || repeat('x', 80) || '"}'
            FROM generate_series(1, ?) AS number
            """;

    private static final String SETTLE_DOWN = """
            VACUUM ANALYZE outbox
            """;

    /** So many messages wait. */
    void fill(int messages) throws SQLException {
        try (var connection = database.open();
                var statement = connection.createStatement();
                var fill = connection.prepareStatement(FILL)) {
            statement.execute(MAKE);
            fill.setInt(1, messages);
            fill.execute();
            statement.execute(SETTLE_DOWN);
        }
    }

    /** Messages sent and marked in a second. */
    double rate(int messages, BareClient client) throws Exception {
        fill(messages);
        var isFailed = new AtomicBoolean();
        long start = System.nanoTime();
        try (var pool = Executors.newFixedThreadPool(THREADS)) {
            var running = new ArrayList<Future<Integer>>();
            for (int thread = 0; thread < THREADS; thread++) {
                running.add(pool.submit(() -> relay(client, isFailed)));
            }
            int sent = 0;
            for (var one : running) {
                sent += one.get();
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            if (sent != messages || isFailed.get()) {
                throw new LoadFailedException("of " + messages + " messages " + sent + " were relayed");
            }
            return messages / seconds;
        } catch (ExecutionException failed) {
            throw new LoadFailedException("a relay failed: " + failed.getCause());
        }
    }

    /** Index: outbox_unsent. */
    private static final String TAKE = """
            SELECT id, message, body
            FROM outbox
            WHERE sent_at IS NULL
            ORDER BY id
            LIMIT ?
            FOR UPDATE SKIP LOCKED
            """;

    /** Index: the primary key. */
    private static final String MARK = """
            UPDATE outbox
            SET sent_at = now()
            WHERE id = ANY (?)
            """;

    private int relay(BareClient client, AtomicBoolean isFailed) throws SQLException, InterruptedException {
        try (var connection = database.open()) {
            connection.setAutoCommit(false);
            int sent = 0;
            for (int taken = once(connection, client, isFailed); taken > 0; ) {
                sent += taken;
                taken = once(connection, client, isFailed);
            }
            return sent;
        }
    }

    private static int once(Connection connection, BareClient client, AtomicBoolean isFailed)
            throws SQLException, InterruptedException {
        try (var take = connection.prepareStatement(TAKE);
                var mark = connection.prepareStatement(MARK)) {
            take.setInt(1, BATCH);
            var ids = new ArrayList<Long>();
            var messages = new ArrayList<Message>();
            try (var rows = take.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                    messages.add(new Message(rows.getObject(2, UUID.class), rows.getString(3)));
                }
            }
            if (!ids.isEmpty()) {
                send(messages, client, isFailed);
                mark.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
                mark.executeUpdate();
            }
            connection.commit();
            return ids.size();
        }
    }

    private static void send(List<Message> messages, BareClient client, AtomicBoolean isFailed)
            throws InterruptedException {
        var open = new CountDownLatch(messages.size());
        for (var message : messages) {
            client.send(message, isConfirmed -> {
                if (!isConfirmed) {
                    isFailed.set(true);
                }
                open.countDown();
            });
        }
        client.flush();
        open.await();
    }
}
