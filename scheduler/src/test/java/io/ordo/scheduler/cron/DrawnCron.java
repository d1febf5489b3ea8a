package io.ordo.scheduler.cron;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;

/**
 * A random expression and what it means, made at the same time: nothing here reads an expression. Half of the values
 * lie near a given time, so that matches do.
 */
final class DrawnCron {
    private static final List<String> MONTHS =
            List.of("", "jan", "FEB", "Mar", "apr", "may", "JUN", "jul", "Aug", "sep", "OCT", "nov", "Dec");
    private static final List<String> WEEKDAYS = List.of("SUN", "mon", "Tue", "wed", "THU", "fri", "Sat", "7");

    final String text;
    final boolean isFixed;
    final BitSet seconds;
    final BitSet minutes;
    final BitSet hours;
    private final BitSet months;
    private final Predicate<LocalDate> days;
    private final Map<Long, Boolean> known = new HashMap<>();

    private DrawnCron(List<Field> times, Field month, Days days, boolean hasSeconds) {
        text = (hasSeconds ? times.get(0).text + " " : "")
                + String.join(" ", times.get(1).text, times.get(2).text, days.day, month.text, days.weekday);
        isFixed = times.stream().noneMatch(time -> time.text.contains("*"));
        seconds = times.get(0).values;
        minutes = times.get(1).values;
        hours = times.get(2).values;
        months = month.values;
        this.days = days.isMatch;
    }

    static DrawnCron draw(Random random, boolean isFixed, boolean hasSeconds, LocalDateTime near) {
        while (true) {
            var second = hasSeconds
                    ? field(random, new Span(0, 59, near.getSecond()), !isFixed)
                    : new Field("0", bits(List.of(0)));
            var minute = field(random, new Span(0, 59, near.getMinute()), !isFixed);
            var hour = field(random, new Span(0, 23, near.getHour()), !isFixed);
            var month =
                    random.nextInt(3) > 0 ? all(1, 12) : named(MONTHS, random, new Span(1, 12, near.getMonthValue()));
            var drawn = new DrawnCron(List.of(second, minute, hour), month, days(random, near), hasSeconds);
            if (drawn.isFixed == isFixed) {
                return drawn;
            }
        }
    }

    boolean isDay(LocalDate date) {
        return known.computeIfAbsent(date.toEpochDay(), _ -> months.get(date.getMonthValue()) && days.test(date));
    }

    boolean isDay(long epochDay) {
        var day = known.get(epochDay);
        return day == null ? isDay(LocalDate.ofEpochDay(epochDay)) : day;
    }

    private static Days days(Random random, LocalDateTime near) {
        var day = day(random, near.getDayOfMonth());
        var weekday = weekday(random, near.getDayOfWeek());
        boolean isBoth = day.text.startsWith("*") || weekday.text.startsWith("*");
        return new Days(
                day.text, weekday.text, isBoth ? day.isMatch.and(weekday.isMatch) : day.isMatch.or(weekday.isMatch));
    }

    private static Rule day(Random random, int near) {
        return switch (random.nextInt(12)) {
            case 0 -> new Rule("L", date -> date.getDayOfMonth() == date.lengthOfMonth());
            case 1 -> new Rule("lw", date -> date.equals(nearestWorkday(date, date.lengthOfMonth())));
            case 2 -> {
                int day = value(random, new Span(1, 27, near));
                yield new Rule(day + "W", date -> date.equals(nearestWorkday(date, day)));
            }
            case 3, 4, 5, 6 -> new Rule("*", _ -> true);
            default -> {
                var field = field(random, new Span(1, 31, near), true);
                yield new Rule(field.text, date -> field.values.get(date.getDayOfMonth()));
            }
        };
    }

    private static Rule weekday(Random random, DayOfWeek nearDay) {
        int near = nearDay.getValue() % 7;
        int drawn = value(random, new Span(0, 7, near));
        var name = random.nextBoolean() ? WEEKDAYS.get(drawn) : String.valueOf(drawn);
        return switch (random.nextInt(12)) {
            case 0 ->
                new Rule(name + "L", date -> isWeekday(date, drawn) && date.getDayOfMonth() + 7 > date.lengthOfMonth());
            case 1, 2 -> {
                int nth = 1 + random.nextInt(5);
                yield new Rule(
                        name + "#" + nth, date -> isWeekday(date, drawn) && (date.getDayOfMonth() - 1) / 7 + 1 == nth);
            }
            case 3, 4, 5, 6 -> new Rule("*", _ -> true);
            default -> {
                var field = named(WEEKDAYS, random, new Span(0, 7, near));
                yield new Rule(field.text, date -> {
                    int day = date.getDayOfWeek().getValue();
                    return field.values.get(day) || (day == 7 && field.values.get(0));
                });
            }
        };
    }

    private static boolean isWeekday(LocalDate date, int number) {
        return date.getDayOfWeek().getValue() % 7 == number % 7;
    }

    /** Of all days of the month from Monday to Friday the one that is nearest; there are never two. */
    static LocalDate nearestWorkday(LocalDate date, int day) {
        LocalDate nearest = null;
        for (int other = 1; other <= date.lengthOfMonth(); other++) {
            var candidate = date.withDayOfMonth(other);
            boolean isWorkday = candidate.getDayOfWeek().getValue() < 6;
            if (isWorkday && (nearest == null || Math.abs(other - day) < Math.abs(nearest.getDayOfMonth() - day))) {
                nearest = candidate;
            }
        }
        return Objects.requireNonNull(nearest);
    }

    private static Field named(List<String> names, Random random, Span span) {
        var field = field(random, span, true);
        if (field.values.cardinality() == 1 && random.nextBoolean()) {
            return new Field(names.get(field.values.nextSetBit(0)), field.values);
        }
        return field;
    }

    private static Field all(int least, int most) {
        return new Field("*", bits(least, most, 1));
    }

    private static Field field(Random random, Span span, boolean mayHaveStar) {
        int one = value(random, span);
        int other = value(random, span);
        int from = Math.min(one, other);
        int to = Math.max(one, other);
        int step = 1 + random.nextInt(random.nextBoolean() ? 6 : span.most - 1);
        return switch (random.nextInt(mayHaveStar ? 8 : 6)) {
            case 0 -> new Field(from + "-" + to, bits(from, to, 1));
            case 1 -> new Field(from + "-" + to + "/" + step, bits(from, to, step));
            case 2 -> new Field(one + "/" + step, bits(one, span.most == 7 && one < 7 ? 6 : span.most, step));
            case 3 -> {
                var field = field(random, span, mayHaveStar);
                var values = bits(List.of(one));
                values.or(field.values);
                yield new Field(one + "," + field.text, values);
            }
            case 6 -> all(span.least, span.most);
            case 7 -> new Field("*/" + step, bits(span.least, span.most, step));
            default -> new Field(String.valueOf(one), bits(List.of(one)));
        };
    }

    private static int value(Random random, Span span) {
        int value = random.nextBoolean()
                ? span.near + random.nextInt(3) - 1
                : span.least + random.nextInt(span.most - span.least + 1);
        return Math.clamp(value, span.least, span.most);
    }

    private static BitSet bits(int from, int to, int step) {
        var values = new ArrayList<Integer>();
        for (int value = from; value <= to; value += step) {
            values.add(value);
        }
        return bits(values);
    }

    private static BitSet bits(List<Integer> values) {
        var bits = new BitSet();
        values.forEach(bits::set);
        return bits;
    }

    /** Values of a field, one of which lies near the given time. */
    private record Span(int least, int most, int near) {}

    private record Field(String text, BitSet values) {}

    private record Rule(String text, Predicate<LocalDate> isMatch) {}

    private record Days(String day, String weekday, Predicate<LocalDate> isMatch) {}
}
