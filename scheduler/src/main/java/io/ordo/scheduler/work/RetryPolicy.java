package io.ordo.scheduler.work;

import java.time.Duration;

/**
 * How often and how soon a failed attempt is repeated. The n-th retry comes {@code delay × backoffFactor^(n−1)} after
 * the failure, at most {@link #LONGEST_DELAY}.
 *
 * @param maxRetries attempts after the first has failed, 0 to 100
 * @param delay before the first retry, zero to one day
 * @param backoffFactor 1 to 10
 */
public record RetryPolicy(int maxRetries, Duration delay, double backoffFactor) {
    /** No retry waits longer: a factor of 10 would reach centuries. */
    public static final Duration LONGEST_DELAY = Duration.ofDays(1);

    /** The most retries a policy may ask for. */
    public static final int MOST_RETRIES = 100;

    /** The largest backoff factor. */
    public static final double LARGEST_FACTOR = 10;

    /** Three retries after 60, 120 and 240 seconds. */
    public static final RetryPolicy DEFAULT = new RetryPolicy(3, Duration.ofSeconds(60), 2);

    public RetryPolicy {
        if (maxRetries < 0 || maxRetries > MOST_RETRIES) {
            throw new IllegalArgumentException("maxRetries must be 0 to 100, was " + maxRetries);
        }
        if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException("delay must be zero to one day, was " + delay);
        }
        if (!(backoffFactor >= 1 && backoffFactor <= LARGEST_FACTOR)) {
            throw new IllegalArgumentException("backoffFactor must be 1 to 10, was " + backoffFactor);
        }
    }

    /** How long after a failure the n-th retry comes; n counts from 1. */
    public Duration delayBefore(int retry) {
        double millis = delay.toMillis() * Math.pow(backoffFactor, retry - 1.0);
        return Duration.ofMillis((long) Math.min(millis, (double) LONGEST_DELAY.toMillis()));
    }
}
