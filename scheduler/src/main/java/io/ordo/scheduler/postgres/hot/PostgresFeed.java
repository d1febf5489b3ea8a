package io.ordo.scheduler.postgres.hot;

import io.micronaut.data.exceptions.DataAccessException;
import io.ordo.scheduler.arriving.Feed;
import io.ordo.scheduler.postgres.Database;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the schedulers' words to each other by NOTIFY and LISTEN. NOTIFY is a transaction of its own, a few a
 * second: it locks the order of commits, and so must not be part of every push.
 */
public final class PostgresFeed implements Feed.Channel, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresFeed.class);

    /** How long one look for messages blocks; a close waits for it at most. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Database database;
    private final DataSource connections;
    private volatile boolean closed;

    /** @param connections where listening takes one for good */
    public PostgresFeed(Database database, DataSource connections) {
        this.database = database;
        this.connections = connections;
    }

    private static final String SEND = """
            SELECT pg_notify('ordo_arrivals', ?)
            """;

    @Override
    public void send(String message) {
        database.query(SEND, statement -> statement.setString(1, message), _ -> message);
    }

    private static final String LISTEN = """
            LISTEN ordo_arrivals
            """;

    /**
     * Listens on a connection of its own until closed, or until the connection fails.
     *
     * @param missed called once it listens: what was sent before has not been heard
     * @param heard called with each message
     */
    public void listen(Runnable missed, Consumer<String> heard) {
        try (var connection = connections.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(LISTEN);
            missed.run();
            LOG.debug("feed_listening");
            var wire = connection.unwrap(PGConnection.class);
            while (!closed) {
                notifications(wire).forEach(heard);
            }
        } catch (SQLException broken) {
            throw new DataAccessException("feed broken", broken);
        }
    }

    private static List<String> notifications(PGConnection wire) throws SQLException {
        PGNotification[] arrived = wire.getNotifications((int) LOOK.toMillis());
        return arrived == null
                ? List.of()
                : Arrays.stream(arrived).map(PGNotification::getParameter).toList();
    }

    @Override
    public void close() {
        closed = true;
    }
}
