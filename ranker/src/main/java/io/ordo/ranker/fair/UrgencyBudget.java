package io.ordo.ranker.fair;

import java.time.Duration;

/**
 * How much urgent work a tenant may ask for.
 *
 * @param work so much expected work; more than zero
 * @param period in any such time; more than zero. Who has asked for nothing has all of it at once, and it comes back
 *     evenly
 */
public record UrgencyBudget(Duration work, Duration period) {
    public UrgencyBudget {
        if (!work.isPositive() || !period.isPositive()) {
            throw new IllegalArgumentException("work and period must be more than zero: " + work + ", " + period);
        }
    }

    /** How much of the period this work takes up, in seconds. */
    double cost(Duration expected) {
        return TagBook.seconds(expected) * TagBook.seconds(period) / TagBook.seconds(work);
    }
}
