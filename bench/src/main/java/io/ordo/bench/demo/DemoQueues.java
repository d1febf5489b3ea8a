package io.ordo.bench.demo;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** The queues of the demo: made at its beginning, and removed with all that is in them at its end, also by Ctrl-C. */
final class DemoQueues implements AutoCloseable {
    private final Ordo ordo;
    private final Deque<String> made = new ArrayDeque<>();
    private final Thread hook = new Thread(this::remove, "queue-remover");

    DemoQueues(Ordo ordo) {
        this.ordo = ordo;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Makes them; returns what the clock of the database says. */
    ServerTime make() throws InterruptedException {
        var time = new ServerTime(Instant.EPOCH, 0);
        for (Policy policy : Policy.values()) {
            var at = ordo.make(policy.queue(), policy.ranker());
            time = new ServerTime(at, System.nanoTime());
            synchronized (this) {
                made.push(policy.queue());
            }
        }
        return time;
    }

    private synchronized void remove() {
        ordo.end();
        while (!made.isEmpty()) {
            var queue = made.pop();
            try {
                ordo.remove(queue);
            } catch (DemoRefusedException | InterruptedException stays) {
                System.err.println("The queue " + queue + " could not be removed: " + stays.getMessage());
            }
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook is running, and does the same.
        }
        remove();
    }
}
