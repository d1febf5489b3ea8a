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

    private static final long LONG = 600;

    private Words() {}

    /** To the second when it is near or {@code exact}, with its day when that is another. */
    static String at(Instant time, Instant now, boolean exact) {
        return plain(time, now, exact) + " UTC";
    }

    static String between(Instant low, Instant high, Instant now) {
        var from = plain(low, now, false);
        var to = plain(high, now, false);
        return from.equals(to) ? "around " + to + " UTC" : "between " + from + " and " + to + " UTC";
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
        return seconds < LONG ? seconds + " s" : seconds < 60 * LONG ? seconds / 60 + " min" : seconds / 3_600 + " h";
    }

    /** As in {@code 1 task} or {@code 12 tasks}. */
    static String tasks(int count) {
        return count == 1 ? "1 task" : count + " tasks";
    }
}
