package io.ordo.scheduler.lease;

import java.time.Duration;
import java.time.Instant;

/**
 * A holder's exclusive right to one task.
 *
 * @param attempt which try of the task this is, from 1, counting every pop
 * @param expiresAt when the right ends unless it is extended, exclusive, on the database's clock
 * @param length what it was granted for
 */
public record Lease(LeaseKey key, int attempt, Instant expiresAt, Duration length) {
    /** Shorter leases are lost to ordinary pauses of a worker. */
    public static final Duration SHORTEST = Duration.ofSeconds(5);

    /** Longer leases keep a dead worker's task waiting for too long. */
    public static final Duration LONGEST = Duration.ofDays(1);
}
