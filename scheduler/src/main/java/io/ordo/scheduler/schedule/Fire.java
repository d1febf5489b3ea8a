package io.ordo.scheduler.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * A time at which a schedule would be due, as a preview shows it.
 *
 * @param local what the clocks of the schedule's zone show then
 */
public record Fire(Instant instant, LocalDateTime local, Mark mark) {
    /** What a change of the clocks has to do with it. */
    public enum Mark {
        /** Nothing. */
        NONE,
        /** The clock never shows the time that was meant: this is the end of the gap. */
        SHIFTED,
        /** The clock will show this time again. */
        FIRST,
        /** The clock shows this time again. */
        SECOND
    }

    static Fire of(Instant instant, ZoneId zone) {
        var rules = zone.getRules();
        var local = LocalDateTime.ofInstant(instant, zone);
        var change = rules.getTransition(local);
        if (change == null || change.isGap()) {
            return new Fire(instant, local, Mark.NONE);
        }
        return new Fire(instant, local, instant.isBefore(change.getInstant()) ? Mark.FIRST : Mark.SECOND);
    }

    Fire shifted() {
        return new Fire(instant, local, Mark.SHIFTED);
    }
}
