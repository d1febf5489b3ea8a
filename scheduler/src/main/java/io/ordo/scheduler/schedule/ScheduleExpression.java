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
 * A schedule as it was written: cron, an ISO date-time, an interval such as {@code 5m}, {@code now}, {@code in 50s},
 * {@code after 50s} or {@code manual}.
 *
 * @param text the expression
 * @param zone where a cron expression, or a date-time without an offset, is read
 * @param dst what becomes of a cron expression's times when the clocks of the zone change
 */
public record ScheduleExpression(String text, ZoneId zone, Dst dst) {
    /** The longest expression that is read. */
    public static final int LONGEST = 255;

    /** The longest name of a zone. */
    public static final int LONGEST_ZONE = 100;

    /** The expression of a job that is never due by itself. */
    public static final ScheduleExpression MANUAL = new ScheduleExpression("manual", ZoneId.of("UTC"));

    /** The expression of a job that is due once, when it is entered. */
    public static final String NOW = "now";

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST_PERIOD = Duration.ofDays(366);
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d.*");
    private static final Pattern DELAY = Pattern.compile("(in|after)\\b(.*)");

    public ScheduleExpression(String text, ZoneId zone) {
        this(text, zone, Dst.DEFAULT);
    }

    /**
     * The schedule this expression stands for in a job that says no start.
     *
     * @param anchor what intervals and delays count from; an interval is first due one period later
     * @throws ScheduleRefused when it is not understood
     */
    public Schedule read(Crons crons, Instant anchor) {
        return read(crons, anchor, false);
    }

    /**
     * The schedule this expression stands for in a job that says its start.
     *
     * @param start what intervals and delays count from; an interval is first due then
     * @throws ScheduleRefused when it is not understood
     */
    public Schedule readFrom(Crons crons, Instant start) {
        return read(crons, start, true);
    }

    private Schedule read(Crons crons, Instant anchor, boolean isStart) {
        if (isManual()) {
            return new Schedule.Manual();
        }
        if (text.equals(NOW)) {
            return new Schedule.At(anchor);
        }
        var delay = DELAY.matcher(text);
        if (delay.matches()) {
            var length = delay(delay.group(1), delay.group(2).strip());
            return delay.group(1).equals("in") ? new Schedule.At(anchor.plus(length)) : new Schedule.After(length);
        }
        var interval = Interval.parse(text);
        if (interval.isPresent()) {
            var period = checked("An interval", interval.get());
            return new Schedule.Every(period, isStart ? anchor : anchor.plus(period));
        }
        if (isDate()) {
            return new Schedule.At(instant());
        }
        return new Schedule.Cron(crons.read(text), zone, dst);
    }

    /** Whether nothing is ever due by it. */
    public boolean isManual() {
        return text.equals(MANUAL.text);
    }

    /** Whether it counts from the end of the job's newest task. */
    public boolean isAfterEnd() {
        return text.startsWith("after") && DELAY.matcher(text).matches();
    }

    /** Whether it is due when it is entered. */
    public boolean isNow() {
        return text.equals(NOW);
    }

    /** Whether it begins when somebody says it, each time anew. */
    public boolean isFromNow() {
        return isNow() || DELAY.matcher(text).matches();
    }

    /** Whether both are due at the same instants: intervals and delays are the same in every zone. */
    public boolean isSameAs(ScheduleExpression other) {
        return text.equals(other.text)
                && (isElapsed() || (zone.equals(other.zone) && (isDate() || dst.equals(other.dst))));
    }

    /** The local time it names, if it is a date-time without an offset. */
    Optional<LocalDateTime> localTime() {
        try {
            return Optional.of(LocalDateTime.parse(text));
        } catch (DateTimeParseException notLocal) {
            return Optional.empty();
        }
    }

    private boolean isElapsed() {
        return isManual()
                || text.equals(NOW)
                || Interval.parse(text).isPresent()
                || DELAY.matcher(text).matches();
    }

    private boolean isDate() {
        return DATE.matcher(text).matches();
    }

    /** The zone of that IANA name; refused when there is none. */
    public static ZoneId zone(String name) {
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            throw new ScheduleRefused(
                    Rule.ZONE, "Unknown time zone '" + name + "'; use an IANA name such as UTC or Europe/Amsterdam.");
        }
        return ZoneId.of(name);
    }

    private Duration delay(String word, String length) {
        return Interval.parse(length)
                .map(delay -> checked("A delay", delay))
                .orElseThrow(() -> new ScheduleRefused(
                        Rule.FORMAT,
                        "'" + text + "' is not a schedule: after '" + word + "' comes a length of time. Write '" + word
                                + " 50s', or 5m, 1h or 1d."));
    }

    private static Duration checked(String what, Duration period) {
        if (period.compareTo(SHORTEST) < 0 || period.compareTo(LONGEST_PERIOD) > 0) {
            throw new ScheduleRefused(Rule.FORMAT, what + " must be at least 1s and at most 366d.");
        }
        return period;
    }

    /** The instant it stands for if it is a date-time, with an offset or without; empty otherwise. */
    public Optional<Instant> dateTime() {
        return offsetDateTime().or(() -> localTime().map(this::instant));
    }

    private Instant instant() {
        var instant = dateTime()
                .orElseThrow(() -> new ScheduleRefused(
                        Rule.FORMAT,
                        "'" + text + "' is not an ISO date-time; write 2030-12-31T23:59:59Z, with another offset, or"
                                + " without one for the job's time zone."));
        if (instant.isAfter(Schedule.LATEST)) {
            throw new ScheduleRefused(
                    Rule.NEVER, "The date '" + text + "' is later than " + Schedule.LATEST + "; give an earlier one.");
        }
        return instant;
    }

    private Optional<Instant> offsetDateTime() {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException notWithOffset) {
            return Optional.empty();
        }
    }

    /** In a gap the instant it ends, in an overlap the first of both: a date is due once in any case. */
    private Instant instant(LocalDateTime time) {
        var change = zone.getRules().getTransition(time);
        return change != null && change.isGap()
                ? change.getInstant()
                : time.atZone(zone).toInstant();
    }
}
