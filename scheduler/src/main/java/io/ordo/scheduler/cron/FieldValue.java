package io.ordo.scheduler.cron;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What stands in one field of an expression. */
sealed interface FieldValue {
    /** As the library reads it right. */
    String text();

    /** Whether it begins with a {@code *}: then a day must satisfy both of its fields, as in Vixie cron. */
    default boolean isLed() {
        return false;
    }

    /** Values, ranges and {@code *}, each with a step, with commas between. */
    record Ranges(CronField field, List<Range> ranges) implements FieldValue {
        @Override
        public String text() {
            return ranges.stream().map(Range::text).collect(Collectors.joining(","));
        }

        @Override
        public boolean isLed() {
            return ranges.getFirst().isStar();
        }

        boolean hasStar() {
            return ranges.stream().anyMatch(Range::isStar);
        }

        /** All that match, in order; Sunday is 0. */
        SortedSet<Integer> values() {
            var values = new TreeSet<Integer>();
            for (var range : ranges) {
                for (int value = range.from(); value <= range.to(); value += range.step()) {
                    values.add(field == CronField.WEEKDAY ? value % 7 : value);
                }
            }
            return values;
        }

        boolean isAll() {
            return values().size() == field.most() - field.least() + 1;
        }
    }

    /**
     * Values from one to another, both included.
     *
     * @param to 7 for a Sunday that ends a range of weekdays
     * @param isStar whether it is written with a {@code *}
     */
    record Range(int from, int to, int step, boolean isStar) {
        String text() {
            if (isStar) {
                return step == 1 ? "*" : "*/" + step;
            }
            if (from == to) {
                return String.valueOf(from);
            }
            return from + "-" + to + (step == 1 ? "" : "/" + step);
        }
    }

    /** The last day of the month. */
    record LastDay() implements FieldValue {
        @Override
        public String text() {
            return "L";
        }
    }

    /** The last day of the month from Monday to Friday. */
    record LastWorkday() implements FieldValue {
        @Override
        public String text() {
            return "LW";
        }
    }

    /** The day from Monday to Friday that is nearest to one of the month, within the month. */
    record NearestWorkday(int day) implements FieldValue {
        /** Beyond it the library breaks in February, or gives a Sunday: that of 28W in 2021. */
        static final int MOST = 27;

        @Override
        public String text() {
            return day + "W";
        }
    }

    /** The last such day of the week in a month. */
    record LastWeekday(int weekday) implements FieldValue {
        @Override
        public String text() {
            return weekday + "L";
        }
    }

    /** The first to fifth such day of the week in a month, if the month has it. */
    record NthWeekday(int weekday, int nth) implements FieldValue {
        @Override
        public String text() {
            return weekday + "#" + nth;
        }
    }
}
