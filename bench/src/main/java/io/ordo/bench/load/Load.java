package io.ordo.bench.load;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs scripts, each on a connection of its own, in the calling thread. */
public final class Load {
    /** Longer than a pop may wait: a server that says nothing at all for so long never will. */
    private static final long PATIENCE = Duration.ofSeconds(60).toNanos();

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Selector selector;
    private final Meter meter;
    private final List<Connection> pausing = new ArrayList<>();
    private int talking;
    private long lastHeard = System.nanoTime();

    private Load(Selector selector, Meter meter) {
        this.selector = selector;
        this.meter = meter;
    }

    /**
     * Returns when every script has ended.
     *
     * @throws LoadFailedException when the server does not answer as a script expects
     */
    public static void run(Endpoint endpoint, List<? extends Script> scripts, Meter meter) throws IOException {
        try (var selector = Selector.open()) {
            new Load(selector, meter).run(endpoint, scripts);
        }
    }

    private void run(Endpoint endpoint, List<? extends Script> scripts) throws IOException {
        var connections = new ArrayList<Connection>();
        try {
            for (Script script : scripts) {
                connections.add(new Connection(endpoint, script, selector));
            }
            meter.start(System.nanoTime());
            talking = connections.size();
            pausing.addAll(connections);
            while (talking > 0) {
                turn();
            }
        } finally {
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
        }
    }

    private void turn() throws IOException {
        long wait = askThoseWhoNeedNotPause();
        if (talking == 0) {
            return;
        }
        int ready = wait < NANOS_PER_MILLI ? selector.selectNow() : selector.select(wait / NANOS_PER_MILLI);
        long now = System.nanoTime();
        meter.look(now);
        if (ready > 0) {
            lastHeard = now;
            goOn();
        } else if (now - lastHeard > PATIENCE) {
            throw new LoadFailedException("the server has said nothing for " + Duration.ofNanos(PATIENCE));
        }
    }

    private void goOn() throws IOException {
        for (SelectionKey key : selector.selectedKeys()) {
            var connection = (Connection) key.attachment();
            if (connection.goOn()) {
                next(connection);
            }
        }
        selector.selectedKeys().clear();
    }

    private void next(Connection connection) throws IOException {
        if (connection.pause(System.nanoTime()) > 0) {
            pausing.add(connection);
        } else if (!connection.ask()) {
            talking--;
        }
    }

    /** Returns how long nobody else wants to speak, a second at most. */
    private long askThoseWhoNeedNotPause() throws IOException {
        long shortest = Duration.ofMillis(100).toNanos();
        if (pausing.isEmpty()) {
            return shortest;
        }
        for (Connection connection : List.copyOf(pausing)) {
            long pause = connection.pause(System.nanoTime());
            if (pause > 0) {
                shortest = Math.min(shortest, pause);
            } else {
                pausing.remove(connection);
                if (!connection.ask()) {
                    talking--;
                }
            }
        }
        return shortest;
    }
}
