package io.ordo.scheduler.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Cron against a model too simple to be wrong: step from minute to minute and look whether the clock on the wall
 * matches. What the model does not say is whether a time the clock shows twice is due twice, so no base lies in one
 * of those hours.
 */
class CronModelTest {
    private static final List<ZoneId> ZONES =
            List.of(ZoneId.of("UTC"), ZoneId.of("America/New_York"), ZoneId.of("Europe/Berlin"));

    /** Plain days, and the hours around the changes to and from daylight saving time. */
    private static final List<Instant> BASES = List.of(
            Instant.parse("2030-01-15T10:07:00Z"),
            Instant.parse("2028-02-28T23:59:00Z"),
            Instant.parse("2030-03-10T06:12:00Z"),
            Instant.parse("2030-03-31T00:48:00Z"),
            Instant.parse("2030-10-26T23:41:00Z"),
            Instant.parse("2030-11-03T04:33:00Z"),
            Instant.parse("2030-12-31T22:59:30Z"));

    @Property(tries = 600, edgeCases = EdgeCasesMode.NONE)
    void anExpressionIsDueWhenTheClockOnTheWallMatches(
            @ForAll("expressions") String expression, @ForAll("zones") ZoneId zone, @ForAll("bases") Instant base) {
        assertThat(new CronUtilsCrons().read(expression, zone).nextAfter(base))
                .isEqualTo(new Model(expression).nextAfter(base.atZone(zone)));
    }

    @Provide
    static Arbitrary<ZoneId> zones() {
        return Arbitraries.of(ZONES);
    }

    @Provide
    static Arbitrary<Instant> bases() {
        return Arbitraries.of(BASES);
    }

    @Provide
    static Arbitrary<String> expressions() {
        return Combinators.combine(field(0, 59), field(0, 23), days(), field(1, 12))
                .as((minute, hour, days, month) -> minute + " " + hour + " " + days.replace("month", month));
    }

    /**
     * Day, month and weekday. When both days are set either is enough, and {@code *}{@code /n} counts as set for
     * cron-utils and not for Vixie cron: it is not drawn together with the other.
     */
    private static Arbitrary<String> days() {
        return Arbitraries.oneOf(
                field(1, 31).map(day -> day + " month *"),
                field(0, 7).map(weekday -> "* month " + weekday),
                Combinators.combine(set(1, 31), set(0, 7)).as((day, weekday) -> day + " month " + weekday));
    }

    private static Arbitrary<String> field(int least, int most) {
        var steps = Arbitraries.integers().between(1, (most - least) / 2).map(step -> "*/" + step);
        return Arbitraries.oneOf(Arbitraries.just("*"), steps, set(least, most));
    }

    private static Arbitrary<String> set(int least, int most) {
        var value = Arbitraries.integers().between(least, most);
        var range =
                Combinators.combine(value, value).as((one, other) -> Math.min(one, other) + "-" + Math.max(one, other));
        var list = Combinators.combine(value, value).as((one, other) -> one + "," + other);
        return Arbitraries.oneOf(value.map(String::valueOf), range, list);
    }

    private static final class Model {
        private static final int MOST_DAYS = 366 * 9;

        private final BitSet minutes;
        private final BitSet hours;
        private final BitSet days;
        private final BitSet months;
        private final BitSet weekdays;
        private final boolean eitherDay;

        Model(String expression) {
            String[] fields = expression.split(" ", -1);
            minutes = values(fields[0], 0, 59);
            hours = values(fields[1], 0, 23);
            days = values(fields[2], 1, 31);
            months = values(fields[3], 1, 12);
            weekdays = values(fields[4], 0, 7);
            eitherDay = !fields[2].startsWith("*") && !fields[4].startsWith("*");
        }

        Optional<Instant> nextAfter(ZonedDateTime base) {
            var last = base.plusDays(MOST_DAYS);
            var time = base.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
            while (time.isBefore(last)) {
                if (!isDay(time)) {
                    time = time.toLocalDate().plusDays(1).atStartOfDay(time.getZone());
                } else if (hours.get(time.getHour()) && minutes.get(time.getMinute())) {
                    return Optional.of(time.toInstant());
                } else {
                    time = time.plusMinutes(1);
                }
            }
            return Optional.empty();
        }

        private boolean isDay(ZonedDateTime time) {
            boolean day = days.get(time.getDayOfMonth());
            int number = time.getDayOfWeek().getValue();
            boolean weekday = weekdays.get(number) || (number == 7 && weekdays.get(0));
            return months.get(time.getMonthValue()) && (eitherDay ? day || weekday : day && weekday);
        }

        private static BitSet values(String field, int least, int most) {
            var values = new BitSet();
            for (String item : field.split(",", -1)) {
                if (item.startsWith("*")) {
                    int step = item.equals("*") ? 1 : Integer.parseInt(item.substring(2));
                    for (int value = least; value <= most; value += step) {
                        values.set(value);
                    }
                } else {
                    String[] ends = item.split("-", -1);
                    values.set(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]) + 1);
                }
            }
            return values;
        }
    }
}
