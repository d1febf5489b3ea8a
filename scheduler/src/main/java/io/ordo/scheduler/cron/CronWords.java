package io.ordo.scheduler.cron;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntFunction;

/**
 * What an expression says, in English. The library's own words lose steps, hours and seconds of some expressions; these
 * are plainer and leave nothing out.
 */
final class CronWords {
    /** How many times of day are named one by one. */
    private static final int FEW = 6;

    private static final List<String> ORDINALS = List.of("first", "second", "third", "fourth", "fifth");

    private final CronExpression expression;

    private CronWords(CronExpression expression) {
        this.expression = expression;
    }

    static String of(CronExpression expression) {
        return new CronWords(expression).words();
    }

    private String words() {
        boolean isNamed = expression.isFixed()
                && values(CronField.SECOND).size() == 1
                && values(CronField.MINUTE).size() * values(CronField.HOUR).size() <= FEW;
        var parts = new ArrayList<String>();
        var days = days();
        parts.add(isNamed ? "at " + join(timesOfDay(), " and ") + (days.isEmpty() ? " every day" : "") : rhythm());
        if (!days.isEmpty()) {
            parts.add(days);
        }
        if (!isAll(CronField.MONTH)) {
            parts.add("in " + join(runs(values(CronField.MONTH), CronWords::month), " and "));
        }
        return String.join(isNamed ? " " : ", ", parts);
    }

    private List<String> timesOfDay() {
        int second = values(CronField.SECOND).first();
        return values(CronField.HOUR).stream()
                .flatMap(hour -> values(CronField.MINUTE).stream().map(minute -> "%02d:%02d".formatted(hour, minute)))
                .map(time -> second == 0 ? time : time + ":%02d".formatted(second))
                .toList();
    }

    /** The finest field that says something leads, the coarser ones that do follow. */
    private String rhythm() {
        boolean isOnMinute = isZero(CronField.SECOND);
        boolean isOnHour = isOnMinute && isZero(CronField.MINUTE);
        if (isOnHour && isAll(CronField.HOUR)) {
            return "every hour, on the hour";
        }
        var lead = isOnMinute ? CronField.MINUTE : CronField.SECOND;
        var parts = new ArrayList<String>();
        parts.add(lead(lead));
        if (lead == CronField.SECOND && !isAll(CronField.MINUTE)) {
            parts.add("in " + list(CronField.MINUTE) + (isAll(CronField.HOUR) ? " of every hour" : ""));
        }
        if (!isAll(CronField.HOUR)) {
            parts.add("in " + list(CronField.HOUR));
        }
        return String.join(", ", parts);
    }

    private String lead(CronField field) {
        var values = values(field);
        if (isAll(field)) {
            return "every " + field.word();
        }
        int step = step(values);
        boolean isEven = step > 0 && values.first() == 0 && step * values.size() == field.most() + 1;
        if (isEven) {
            return "every " + step + " " + field.word() + "s";
        }
        var coarser = field == CronField.SECOND ? CronField.MINUTE : CronField.HOUR;
        return "at " + list(field) + (isAll(coarser) ? " of every " + coarser.word() : "");
    }

    private String days() {
        boolean isAnyDay = isAll(CronField.DAY);
        boolean isAnyWeekday = isAll(CronField.WEEKDAY);
        if (!expression.isBothDays()) {
            return "on " + day() + " or on " + weekday(" and ");
        }
        if (isAnyDay) {
            return isAnyWeekday ? "" : "on " + weekday(" and ");
        }
        return "on " + day() + (isAnyWeekday ? "" : " if it is " + weekday(" or "));
    }

    private String day() {
        return switch (expression.value(CronField.DAY)) {
            case FieldValue.LastDay _ -> "the last day of the month";
            case FieldValue.LastWorkday _ -> "the last day of the month from Monday to Friday";
            case FieldValue.NearestWorkday(int day) ->
                "the day from Monday to Friday that is nearest to day " + day + " within the month";
            case FieldValue.Ranges _, FieldValue.LastWeekday _, FieldValue.NthWeekday _ ->
                list(CronField.DAY) + " of the month";
        };
    }

    private String weekday(String conjunction) {
        return switch (expression.value(CronField.WEEKDAY)) {
            case FieldValue.LastWeekday(int weekday) -> "the last " + weekday(weekday) + " of the month";
            case FieldValue.NthWeekday(int weekday, int nth) ->
                "the " + ORDINALS.get(nth - 1) + " " + weekday(weekday) + " of the month";
            case FieldValue.Ranges _, FieldValue.LastDay _, FieldValue.LastWorkday _, FieldValue.NearestWorkday _ ->
                join(runs(fromMonday(), CronWords::weekday), conjunction);
        };
    }

    /** Weekdays with Sunday last. */
    private SortedSet<Integer> fromMonday() {
        var days = new TreeSet<Integer>();
        values(CronField.WEEKDAY).forEach(day -> days.add(day == 0 ? 7 : day));
        return days;
    }

    private String list(CronField field) {
        var values = values(field);
        if (values.size() == 1) {
            return field.word() + " " + values.first();
        }
        int step = step(values);
        if (step > 1 && values.size() > FEW) {
            return "every " + nth(step) + " " + field.word() + " from " + values.first() + " to " + values.last();
        }
        return field.word() + "s " + join(runs(values, String::valueOf), " and ");
    }

    private boolean isAll(CronField field) {
        return expression.value(field) instanceof FieldValue.Ranges ranges && ranges.isAll();
    }

    private boolean isZero(CronField field) {
        return values(field).last() == 0;
    }

    private SortedSet<Integer> values(CronField field) {
        return ((FieldValue.Ranges) expression.value(field)).values();
    }

    /** How far values are apart when all are equally far; 0 otherwise. */
    private static int step(SortedSet<Integer> values) {
        int step = 0;
        int before = values.first();
        for (int value : values.tailSet(before + 1)) {
            if (step != 0 && value - before != step) {
                return 0;
            }
            step = value - before;
            before = value;
        }
        return step;
    }

    /** Values one by one, and three or more in a row as a range. */
    private static List<String> runs(SortedSet<Integer> values, IntFunction<String> name) {
        var runs = new ArrayList<String>();
        var left = new ArrayList<>(values);
        while (!left.isEmpty()) {
            int length = 1;
            while (length < left.size() && left.get(length) == left.getFirst() + length) {
                length++;
            }
            var run = left.subList(0, length < 3 ? 1 : length);
            runs.add(name.apply(run.getFirst()) + (run.size() == 1 ? "" : " to " + name.apply(run.getLast())));
            run.clear();
        }
        return runs;
    }

    private static String join(List<String> words, String conjunction) {
        return words.size() == 1
                ? words.getFirst()
                : String.join(", ", words.subList(0, words.size() - 1)) + conjunction + words.getLast();
    }

    private static String nth(int number) {
        boolean isTeen = number % 100 / 10 == 1;
        return number
                + switch (isTeen ? 0 : number % 10) {
                    case 1 -> "st";
                    case 2 -> "nd";
                    case 3 -> "rd";
                    default -> "th";
                };
    }

    private static String month(int number) {
        return Month.of(number).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    private static String weekday(int number) {
        return DayOfWeek.of(number == 0 ? 7 : number).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }
}
