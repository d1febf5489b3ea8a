package io.ordo.scheduler.schedule;

import io.ordo.scheduler.schedule.ScheduleRefused.Rule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A schedule as it was written: cron, an ISO date-time, an interval such as {@code 5m}, or {@code manual}.
 *
 * @param text the expression
 * @param zone where a cron expression, or a date-time without an offset, is read
 */
public record ScheduleExpression(String text, ZoneId zone, Dst dst) {
    public ScheduleExpression(String text, ZoneId zone) {
        this(text, zone, Dst.DEFAULT);
    }

    /** The longest expression that is read. */
    public static final int LONGEST = 255;

    /** The longest name of a zone. */
    public static final int LONGEST_ZONE = 100;

    /** The expression of a job that is never due by itself. */
    public static final ScheduleExpression MANUAL = new ScheduleExpression("manual", ZoneId.of("UTC"));

    /** The expression of a job that is due once, when it is entered. */
    public static final String NOW = "now";

    private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);
    private static final Duration LONGEST_INTERVAL = Duration.ofDays(366);
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d.*");

    /**
     * The schedule this expression stands for.
     *
     * @param anchor where an interval begins to count
     * @throws ScheduleRefused when it is not understood
     */
    public Schedule read(Crons crons, Instant anchor) {
        if (isManual()) {
            return new Schedule.Manual();
        }
        var interval = Interval.parse(text);
        if (interval.isPresent()) {
            return new Schedule.Every(checked(interval.get()), anchor);
        }
        if (DATE.matcher(text).matches()) {
            return new Schedule.At(instant());
        }
        return crons.read(text, zone);
    }

    /** Whether nothing is ever due by it. */
    public boolean isManual() {
        return text.equals(MANUAL.text);
    }

    /** Whether it is due a while after the job's newest task has ended. */
    public boolean isAfterEnd() {
        return text.startsWith("after ");
    }

    /** Whether it is due when it is entered. */
    public boolean isNow() {
        return text.equals(NOW);
    }

    /** Whether it begins when somebody says it, each time anew. */
    public boolean isFromNow() {
        return isNow() || isAfterEnd() || text.startsWith("in ");
    }

    /** Whether both are due at the same instants: an interval is the same in every zone. */
    public boolean isSameAs(ScheduleExpression other) {
        return text.equals(other.text)
                && (zone.equals(other.zone) || Interval.parse(text).isPresent());
    }

    /** The zone of that IANA name; refused when there is none. */
    public static ZoneId zone(String name) {
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            throw new ScheduleRefused(
                    Rule.ZONE, "Unknown time zone '" + name + "'; use an IANA name such as UTC or Europe/Amsterdam.");
        }
        return ZoneId.of(name);
    }

    private static Duration checked(Duration interval) {
        if (interval.compareTo(SHORTEST_INTERVAL) < 0 || interval.compareTo(LONGEST_INTERVAL) > 0) {
            throw new ScheduleRefused(Rule.FORMAT, "An interval must be at least 1s and at most 366d.");
        }
        return interval;
    }

    /** The instant this stands for when it is a date and time; empty otherwise. */
    public Optional<Instant> dateTime() {
        return offsetDateTime().or(this::localDateTime);
    }

    private Instant instant() {
        return dateTime()
                .orElseThrow(() -> new ScheduleRefused(
                        Rule.FORMAT,
                        "'" + text + "' is not an ISO date-time; write 2030-12-31T23:59:59Z, with another offset, or"
                                + " without one for the job's time zone."));
    }

    private Optional<Instant> offsetDateTime() {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException notWithOffset) {
            return Optional.empty();
        }
    }

    private Optional<Instant> localDateTime() {
        try {
            return Optional.of(LocalDateTime.parse(text).atZone(zone).toInstant());
        } catch (DateTimeParseException notLocal) {
            return Optional.empty();
        }
    }
}
