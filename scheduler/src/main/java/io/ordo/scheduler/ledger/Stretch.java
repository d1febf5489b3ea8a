package io.ordo.scheduler.ledger;

import io.ordo.scheduler.schedule.PlannedTimes;
import io.ordo.scheduler.schedule.Schedule;
import java.time.Instant;

/**
 * Planned times of a job in a row.
 *
 * @param count how many; at least so many when it is {@link Occurrence#LARGEST_COUNT}
 */
public record Stretch(Instant first, Instant last, int count) {
    public static Stretch of(Instant only) {
        return new Stretch(only, only, 1);
    }

    /** The planned times from one on, up to and including another instant. */
    public static Stretch of(Schedule schedule, Instant first, Instant to) {
        var later = new PlannedTimes(schedule, first, to);
        var newest = later.newest(1);
        long count = 1 + later.count(Occurrence.LARGEST_COUNT - 1);
        return new Stretch(first, newest.isEmpty() ? first : newest.getLast(), (int) count);
    }
}
