package io.ordo.bench.peer;

import io.ordo.bench.load.Lateness;
import io.ordo.bench.load.LoadFailedException;
import java.time.Duration;
import java.time.Instant;

/** Waits until a peer has fired everything. */
final class Firing {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration BEFORE = Duration.ofSeconds(1);

    private Firing() {}

    /** Starts a peer. */
    @FunctionalInterface
    interface Start {
        void start() throws Exception;
    }

    /**
     * Starts the peer a second before the first is due, and returns when all have fired, or the time for it is over.
     *
     * @throws LoadFailedException when it is started too late
     */
    static void await(Lateness fired, Instant first, Duration patience, Start peer) throws Exception {
        var start = first.minus(BEFORE);
        if (fired.now().isAfter(start)) {
            throw new LoadFailedException("what recurs was due before all of it was loaded");
        }
        Thread.sleep(Duration.between(fired.now(), start));
        peer.start();
        while (!fired.isComplete() && fired.now().isBefore(first.plus(patience))) {
            Thread.sleep(POLL);
        }
    }
}
