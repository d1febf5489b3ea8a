package io.ordo.bench.demo;

import java.time.Instant;

/**
 * An estimate of the clock of Ordo's database, by which deadlines are meant.
 *
 * @param instant what it said
 * @param nanos when it said so, by {@link System#nanoTime}
 */
record ServerTime(Instant instant, long nanos) {
    Instant now() {
        return instant.plusNanos(System.nanoTime() - nanos);
    }
}
