package io.ordo.scheduler.cron;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The six fields of an expression. Each reads what stands in it, and says of what it does not understand what to write
 * instead: the library takes more than cron, misreads some of it and breaks on other.
 */
enum CronField {
    SECOND(0, 59, "a second is 0 to 59"),
    MINUTE(0, 59, "a minute is 0 to 59"),
    HOUR(0, 23, "an hour is 0 to 23"),
    DAY(1, 31, "a day is 1 to 31, or alone in its field L, LW or 1W to 27W"),
    MONTH(1, 12, "a month is 1 to 12 or JAN to DEC"),
    WEEKDAY(0, 6, "a weekday is 0 to 7 or SUN to SAT, or alone in its field such a day with L or #1 to #5");

    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final List<String> WEEKDAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,2}");
    private static final Pattern RANGE = Pattern.compile("(?:\\*|(\\w{1,3})(?:-(\\w{1,3}))?)(?:/(\\d{1,2}))?");
    private static final Pattern NEAREST = Pattern.compile("(\\d{1,2})W");
    private static final Pattern LAST = Pattern.compile("(\\w{1,3})L");
    private static final Pattern NTH = Pattern.compile("(\\w{1,3})#([1-5])");

    private final int least;
    private final int most;
    private final String allowed;

    CronField(int least, int most, String allowed) {
        this.least = least;
        this.most = most;
        this.allowed = allowed;
    }

    int least() {
        return least;
    }

    /** The largest value; Sunday is 0 here, although it may be written 7. */
    int most() {
        return most;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when it is not understood; says what to write instead */
    FieldValue read(String written) {
        if (written.equals("?")) {
            throw notUnderstood(written, "write * for any");
        }
        var text = written.toUpperCase(Locale.ROOT);
        return switch (this) {
            case DAY -> day(text);
            case WEEKDAY -> weekday(text);
            case SECOND, MINUTE, HOUR, MONTH -> ranges(text);
        };
    }

    private FieldValue day(String text) {
        var nearest = NEAREST.matcher(text);
        if (nearest.matches()) {
            int day = Integer.parseInt(nearest.group(1));
            if (day < 1 || day > FieldValue.NearestWorkday.MOST) {
                throw notUnderstood(text, allowed);
            }
            return new FieldValue.NearestWorkday(day);
        }
        return switch (text) {
            case "L" -> new FieldValue.LastDay();
            case "LW" -> new FieldValue.LastWorkday();
            default -> ranges(text);
        };
    }

    private FieldValue weekday(String text) {
        var last = LAST.matcher(text);
        if (last.matches()) {
            return new FieldValue.LastWeekday(value(last.group(1), text) % 7);
        }
        var nth = NTH.matcher(text);
        if (nth.matches()) {
            return new FieldValue.NthWeekday(value(nth.group(1), text) % 7, Integer.parseInt(nth.group(2)));
        }
        return ranges(text);
    }

    private FieldValue ranges(String text) {
        return new FieldValue.Ranges(
                this,
                Stream.of(text.split(",", -1)).map(item -> range(item, text)).toList());
    }

    private FieldValue.Range range(String item, String text) {
        var found = RANGE.matcher(item);
        if (!found.matches()) {
            throw notUnderstood(text, allowed);
        }
        int step = found.group(3) == null ? 1 : Integer.parseInt(found.group(3));
        if (step < 1 || step > highest()) {
            throw notUnderstood(text, "a step is 1 to " + highest());
        }
        if (found.group(1) == null) {
            return new FieldValue.Range(least, most, step, true);
        }
        int from = value(found.group(1), text);
        if (found.group(2) == null) {
            return new FieldValue.Range(from, found.group(3) == null ? from : Math.max(from, most), step, false);
        }
        int to = value(found.group(2), text);
        if (this == WEEKDAY && to == 0 && from > 0 && !found.group(2).equals("0")) {
            to = 7; // a week may end with SUN, as well as begin
        }
        if (from > to) {
            var upwards = from > most ? least + "-" + to : from + "-" + most + "," + least + "-" + to;
            throw notUnderstood(text, "a range goes up; write " + upwards);
        }
        return new FieldValue.Range(from, to, step, false);
    }

    private int value(String word, String text) {
        if (NUMBER.matcher(word).matches()) {
            int number = Integer.parseInt(word);
            if (number >= least && number <= highest()) {
                return number;
            }
        }
        int index = names().indexOf(word);
        if (index < 0) {
            throw notUnderstood(text, allowed);
        }
        return least + index;
    }

    /** The largest number that may be written. */
    private int highest() {
        return this == WEEKDAY ? 7 : most;
    }

    private List<String> names() {
        return switch (this) {
            case MONTH -> MONTHS;
            case WEEKDAY -> WEEKDAYS;
            case SECOND, MINUTE, HOUR, DAY -> List.of();
        };
    }

    private IllegalArgumentException notUnderstood(String text, String instead) {
        return new IllegalArgumentException("its " + word() + " '" + text + "' is not understood: " + instead);
    }
}
