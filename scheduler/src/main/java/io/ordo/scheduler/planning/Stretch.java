package io.ordo.scheduler.planning;

import java.time.Instant;

/**
 * Planned times of a job in a row.
 *
 * @param count how many; at least so many when it is {@link Occurrence#LARGEST_COUNT}
 */
record Stretch(Instant first, Instant last, int count) {
    static Stretch of(Instant only) {
        return new Stretch(only, only, 1);
    }
}
