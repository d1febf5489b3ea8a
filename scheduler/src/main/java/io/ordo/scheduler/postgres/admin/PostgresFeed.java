package io.ordo.scheduler.postgres.admin;

import io.micronaut.data.exceptions.DataAccessException;
import io.ordo.scheduler.arriving.Feed;
import io.ordo.scheduler.postgres.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
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

    /** Whoever says nothing for a look is asked whether he is still there, and has so long to answer. */
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final Database database;
    private final DataSource connections;
    private @Nullable Connection ear;

    /** @param connections where listening takes one for good */
    public PostgresFeed(Database database, DataSource connections) {
        this.database = database;
        this.connections = connections;
    }

    /** No table; its commit takes the one lock all notifying commits of a database share. */
    private static final String SEND = """
            SELECT pg_notify('ordo_arrivals', ?)
            """;

    @Override
    public void send(String message) {
        database.query(SEND, statement -> statement.setString(1, message), _ -> message);
    }

    /**
     * Waits a moment for messages, on a connection of its own, which is opened anew when it failed the time before.
     * For one thread.
     *
     * @param missed called when the connection is new: what was sent before has not been heard
     * @param heard called with each message
     * @return true: there may always be more
     */
    public boolean listen(Runnable missed, Consumer<String> heard) {
        try {
            if (ear == null) {
                ear = opened();
                missed.run();
                LOG.debug("feed_listening");
            }
            messages(ear).forEach(heard);
            return true;
        } catch (SQLException | RuntimeException broken) { // what was not heard is missed
            close();
            throw new DataAccessException("feed broken", broken);
        }
    }

    /** No table; from its commit on, until the connection ends. */
    private static final String LISTEN = """
            LISTEN ordo_arrivals
            """;

    private Connection opened() throws SQLException {
        var connection = connections.getConnection();
        try (var statement = connection.createStatement()) {
            statement.execute(LISTEN);
            return connection;
        } catch (SQLException refused) {
            connection.close();
            throw refused;
        }
    }

    /** A connection may be dead and say nothing, like one on which nobody has anything to say. */
    private static List<String> messages(Connection connection) throws SQLException {
        PGNotification[] arrived = connection.unwrap(PGConnection.class).getNotifications((int) LOOK.toMillis());
        if (arrived != null && arrived.length > 0) {
            return Arrays.stream(arrived).map(PGNotification::getParameter).toList();
        }
        if (!connection.isValid((int) ANSWER.toSeconds())) {
            throw new SQLException("the listening connection does not answer");
        }
        return List.of();
    }

    private static final String SILENCE = """
            UNLISTEN ordo_arrivals
            """;

    /** Listens no more, until the next look. */
    @Override
    public void close() {
        var old = ear;
        ear = null;
        if (old == null) {
            return;
        }
        try (old;
                var statement = old.createStatement()) {
            statement.execute(SILENCE);
        } catch (SQLException broken) { // it listens no more either, and the pool keeps no broken one
            LOG.debug("feed_closed error=\"{}\"", broken.getMessage());
        }
    }
}
