package io.ordo.scheduler.dispatching;

import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.testing.ChildScheduler;
import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.Servers.DatabaseAddress;
import io.ordo.scheduler.testing.TestScheduler;
import io.ordo.scheduler.testing.Wire;
import io.ordo.scheduler.testing.courier.HttpSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whole schedulers as processes of their own on one database, which may die, and be cut off from it by a wire. */
final class TwoSchedulers implements AutoCloseable {
    private static final List<String> NAMES = List.of("one", "other");

    private final DatabaseAddress address = Servers.newDatabase();
    private final TestScheduler observer = TestScheduler.withoutLoops(address);
    private final Wire wire;
    private final Map<String, ChildScheduler> children = new TreeMap<>();

    TwoSchedulers() {
        try {
            wire = Wire.to(address);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Starts those that are not running. */
    void start() throws IOException {
        for (var name : NAMES) {
            if (!children.containsKey(name) || child(name).exitCode().isPresent()) {
                children.put(
                        name,
                        ChildScheduler.on(
                                wire.near(address), Map.of("ORDO_ALLOWED_ADDRESSES", "loopback", HttpSink.NAME, name)));
            }
        }
    }

    ChildScheduler child(String name) {
        var child = children.get(name);
        if (child == null) {
            throw new IllegalArgumentException(name);
        }
        return child;
    }

    /** Those that run. */
    List<Client> clients() {
        return children.values().stream()
                .filter(child -> child.exitCode().isEmpty())
                .map(ChildScheduler::client)
                .toList();
    }

    /** The database itself, whatever becomes of the wire. */
    Database database() {
        return observer.bean(Database.class);
    }

    /** Between the schedulers and their database. */
    Wire wire() {
        return wire;
    }

    /** A new queue with leases of so many seconds; {@code more} settings as fields of a body. */
    Outgoing queue(int lease, String more) {
        return Outgoing.make(clients(), database(), "\"lease\": " + lease + more);
    }

    @Override
    public void close() throws IOException {
        for (var child : children.values()) {
            child.close();
        }
        wire.close();
        observer.close();
    }
}
