package io.ordo.scheduler.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The calendar of expressions over years, without zones: against stepping from day to day. */
class CalendarModelTest {
    private static final int EXPRESSIONS = 3_000;
    private static final int MATCHES = 3;
    private static final int YEARS = 9;
    private static final LocalDate FIRST = LocalDate.parse("1969-01-01");
    private static final int DAYS = 365 * 140;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void anExpressionMatchesTheDaysItNames(long seed) {
        var random = new Random(seed);
        var crons = new CronUtilsCrons();
        for (int i = 0; i < EXPRESSIONS; i++) {
            var base = FIRST.plusDays(random.nextInt(DAYS)).atStartOfDay().plusSeconds(random.nextInt(86_400));
            var drawn = DrawnCron.draw(random, random.nextBoolean(), random.nextBoolean(), base);
            var times = crons.read(drawn.text);
            for (int match = 0; match < MATCHES; match++) {
                var next = next(drawn, base);
                var found = times.nextAfter(base);
                if (next.isEmpty()) {
                    var last = base.plusYears(YEARS);
                    assertThat(found.filter(time -> time.isBefore(last)))
                            .as("seed %s: %s after %s", seed, drawn.text, base)
                            .isEmpty();
                    break;
                }
                assertThat(found)
                        .as("seed %s: %s after %s", seed, drawn.text, base)
                        .isEqualTo(next);
                base = next.get();
            }
        }
    }

    /** 28 years have each month begin on each day of the week, in leap years and others. */
    @Test
    void specialDaysAreFoundInEveryMonth() {
        for (var special : specialDays().entrySet()) {
            var times = new CronUtilsCrons().read(special.getKey());
            var due = LocalDateTime.parse("1999-12-31T00:00");
            for (var day = LocalDate.parse("2000-01-01"); day.getYear() < 2028; day = day.plusDays(1)) {
                if (special.getValue().test(day)) {
                    due = times.nextAfter(due).orElseThrow();
                    assertThat(due.toLocalDate()).as(special.getKey()).isEqualTo(day);
                }
            }
        }
    }

    private static Map<String, Predicate<LocalDate>> specialDays() {
        var days = new HashMap<String, Predicate<LocalDate>>();
        days.put("0 0 L * *", date -> date.getDayOfMonth() == date.lengthOfMonth());
        days.put("0 0 LW * *", date -> date.equals(DrawnCron.nearestWorkday(date, date.lengthOfMonth())));
        for (int day = 1; day <= 27; day++) {
            int nearest = day;
            days.put("0 0 " + day + "W * *", date -> date.equals(DrawnCron.nearestWorkday(date, nearest)));
        }
        for (int weekday = 0; weekday <= 7; weekday++) {
            int number = weekday == 0 ? 7 : weekday;
            Predicate<LocalDate> isWeekday = date -> date.getDayOfWeek().getValue() == number;
            days.put(
                    "0 0 * * " + weekday + "L", isWeekday.and(date -> date.getDayOfMonth() + 7 > date.lengthOfMonth()));
            for (int nth = 1; nth <= 5; nth++) {
                int week = nth - 1;
                days.put(
                        "0 0 * * " + weekday + "#" + nth,
                        isWeekday.and(date -> (date.getDayOfMonth() - 1) / 7 == week));
            }
        }
        return days;
    }

    private static Optional<LocalDateTime> next(DrawnCron drawn, LocalDateTime base) {
        int second = base.toLocalTime().toSecondOfDay();
        for (var day = base.toLocalDate(); day.isBefore(base.toLocalDate().plusYears(YEARS)); day = day.plusDays(1)) {
            if (drawn.isDay(day)) {
                int match = nextSecond(drawn, day.equals(base.toLocalDate()) ? second + 1 : 0);
                if (match < 86_400) {
                    return Optional.of(day.atStartOfDay().plusSeconds(match));
                }
            }
        }
        return Optional.empty();
    }

    /** The first second of a day from one that matches; too many when there is none. */
    private static int nextSecond(DrawnCron drawn, int from) {
        for (int second = from; second < 86_400; second++) {
            if (drawn.hours.get(second / 3_600)
                    && drawn.minutes.get(second / 60 % 60)
                    && drawn.seconds.get(second % 60)) {
                return second;
            }
        }
        return 86_400;
    }
}
