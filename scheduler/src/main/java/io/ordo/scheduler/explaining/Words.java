package io.ordo.scheduler.explaining;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Numbers and times as a person says them. */
final class Words {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    /** What lies farther away is said without seconds. */
    private static final Duration NEAR = Duration.ofMinutes(10);

    private static final long MINUTES = 120;
    private static final long HOURS = 120 * 60;
    private static final long DAYS = 48 * 3_600;

    private Words() {}

    /** To the second when it is near or {@code exact}, with its day when that is another, and how far away it is. */
    static String at(Instant time, Instant now, boolean exact) {
        return plain(time, now, exact) + " UTC (" + away(Duration.between(now, time)) + ")";
    }

    static String between(Instant low, Instant high, Instant now) {
        var from = plain(low, now, false);
        var to = plain(high, now, false);
        return from.equals(to)
                ? "around " + at(high, now, false)
                : "between " + from + " and " + to + " UTC (in about " + time(Duration.between(now, low)) + " to "
                        + time(Duration.between(now, high)) + ")";
    }

    private static String away(Duration from) {
        if (from.abs().toSeconds() == 0) {
            return "now";
        }
        return from.isNegative() ? time(from.negated()) + " ago" : "in about " + time(from);
    }

    private static String plain(Instant time, Instant now, boolean exact) {
        var there = time.atOffset(ZoneOffset.UTC);
        if (!there.toLocalDate().equals(now.atOffset(ZoneOffset.UTC).toLocalDate())) {
            return DAY.format(there);
        }
        boolean isNear = Duration.between(now, time).abs().compareTo(NEAR) < 0;
        return (exact || isNear ? SECOND : MINUTE).format(there);
    }

    /** As in {@code 95 s} or {@code 42 min}. */
    static String time(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        if (seconds < MINUTES) {
            return seconds + " s";
        }
        if (seconds < HOURS) {
            return Math.round(seconds / 60.0) + " min";
        }
        return seconds < DAYS ? Math.round(seconds / 3_600.0) + " h" : Math.round(seconds / 86_400.0) + " days";
    }

    /** As in {@code 1 task} or {@code 12 tasks}. */
    static String tasks(int count) {
        return count == 1 ? "1 task" : count + " tasks";
    }
}
