package io.ordo.scheduler.http.target;

import io.ordo.scheduler.connection.Connection;
import io.ordo.scheduler.connection.Connections;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Connections that tasks were sent by lately. */
final class KnownConnections {
    private static final int MOST = 1_000;

    private final Connections connections;
    private final Duration memory;
    private final LongSupplier nanos;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /**
     * @param memory how late at worst a change is taken up
     * @param nanos as {@link System#nanoTime}
     */
    KnownConnections(Connections connections, Duration memory, LongSupplier nanos) {
        this.connections = connections;
        this.memory = memory;
        this.nanos = nanos;
    }

    /** The connection of that name as it is, or was a moment ago. */
    Optional<Connection> find(String name) {
        var found = known.get(name);
        return found != null && nanos.getAsLong() - found.since() <= memory.toNanos()
                ? Optional.of(found.connection())
                : fresh(name);
    }

    /** The connection of that name as it is. */
    Optional<Connection> fresh(String name) {
        long now = nanos.getAsLong();
        var connection = connections.find(name);
        if (known.size() >= MOST) {
            known.clear();
        }
        connection.ifPresentOrElse(found -> known.put(name, new Known(found, now)), () -> known.remove(name));
        return connection;
    }

    /** @param since in the JVM's nanoseconds */
    private record Known(Connection connection, long since) {}
}
