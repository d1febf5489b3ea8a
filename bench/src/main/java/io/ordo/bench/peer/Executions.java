package io.ordo.bench.peer;

import io.ordo.bench.load.LoadFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what a peer executes. */
final class Executions {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long POLL_MILLIS = 2;

    private final AtomicLong done = new AtomicLong();
    private volatile long last;

    void hit() {
        last = System.nanoTime();
        done.incrementAndGet();
    }

    long count() {
        return done.get();
    }

    /**
     * Executions in a second of a window that begins a warm-up after the first one, and ends early with the last of
     * {@code all} of them.
     */
    double rate(Duration warmUp, Duration length, long all) throws InterruptedException {
        awaitFirst();
        Thread.sleep(warmUp);
        long start = System.nanoTime();
        long before = done.get();
        if (before >= all) {
            throw new LoadFailedException("all " + all + " were executed in the warm-up");
        }
        while (done.get() < all && System.nanoTime() - start < length.toNanos()) {
            Thread.sleep(POLL_MILLIS);
        }
        long count = done.get();
        long end = count >= all ? last : System.nanoTime();
        return (count - before) * 1e9 / (end - start);
    }

    private void awaitFirst() throws InterruptedException {
        long start = System.nanoTime();
        while (done.get() == 0) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new LoadFailedException("nothing was executed in " + PATIENCE);
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** Executions in a second of each tick, from now on. */
    List<Double> ratesOfTicks(Duration tick, int ticks) throws InterruptedException {
        List<Double> rates = new ArrayList<>();
        long time = System.nanoTime();
        long count = done.get();
        for (int index = 0; index < ticks; index++) {
            Thread.sleep(tick);
            long now = System.nanoTime();
            long then = done.get();
            rates.add((then - count) * 1e9 / (now - time));
            time = now;
            count = then;
        }
        return rates;
    }
}
