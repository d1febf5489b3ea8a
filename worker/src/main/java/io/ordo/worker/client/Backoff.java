package io.ordo.worker.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The pauses between tries: each up to twice as long as the one before, from 0.2 s to 5 s, and each cut by a
 * random part of up to one half, so that many workers do not come back in step.
 */
public final class Backoff {
    private static final long FIRST_MILLIS = 200;
    private static final long MAX_MILLIS = 5_000;

    private final RandomGenerator random;
    private long millis = FIRST_MILLIS;

    public Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** The pause before the next try. */
    public Duration next() {
        long pause = millis - random.nextLong(millis / 2 + 1);
        millis = Math.min(2 * millis, MAX_MILLIS);
        return Duration.ofMillis(pause);
    }

    /** Begins anew after a success. */
    public void reset() {
        millis = FIRST_MILLIS;
    }
}
