package io.ordo.scheduler.app;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/**
 * What an operator can decide; {@code .env-dist} lists every setting with default, unit and meaning.
 *
 * @param apiKey the admin key, at least 16 characters
 * @param databasePool connections to the database at most
 * @param docsOpen whether the API's documentation can be read without a key
 * @param katOpen whether OpenKAT's clients are let in without a key, to their own paths and queues
 * @param metricsOpen whether the metrics can be read without a key
 * @param maxBodySize bytes of an ordinary request
 * @param maxSettlementSize bytes of a settlement with its log
 * @param planInterval how often due jobs and tasks are looked for
 * @param reapInterval how often lost leases and overdue tasks are looked for
 */
@ConfigurationProperties("ordo")
public record Settings(
        String apiKey,
        int databasePool,
        boolean docsOpen,
        boolean katOpen,
        boolean metricsOpen,
        long maxBodySize,
        long maxSettlementSize,
        Duration planInterval,
        Duration reapInterval) {
    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(10);
    private static final Duration LONGEST_INTERVAL = Duration.ofMinutes(1);

    /** One listens for good, two take batches of claims and two of pushes, and one is left for all else in turn. */
    private static final int LEAST_POOL = 6;

    private static final long SMALLEST_BODY = 1_024;
    private static final long LARGEST_BODY = 1L << 30;

    public Settings {
        if (databasePool < LEAST_POOL) {
            throw new IllegalArgumentException("ORDO_DATABASE_POOL must be at least " + LEAST_POOL
                    + ", since the scheduler needs that many connections at once, was " + databasePool + ".");
        }
        checkSize("ORDO_MAX_BODY_SIZE", maxBodySize);
        checkSize("ORDO_MAX_SETTLEMENT_SIZE", maxSettlementSize);
        checkInterval("ORDO_PLAN_INTERVAL", planInterval);
        checkInterval("ORDO_REAP_INTERVAL", reapInterval);
    }

    private static void checkSize(String name, long bytes) {
        if (bytes < SMALLEST_BODY || bytes > LARGEST_BODY) {
            throw new IllegalArgumentException(
                    name + " must be " + SMALLEST_BODY + " to " + LARGEST_BODY + " bytes, was " + bytes + ".");
        }
    }

    private static void checkInterval(String name, Duration interval) {
        if (interval.compareTo(SHORTEST_INTERVAL) < 0 || interval.compareTo(LONGEST_INTERVAL) > 0) {
            throw new IllegalArgumentException(name + " must be 10ms to 1m.");
        }
    }
}
