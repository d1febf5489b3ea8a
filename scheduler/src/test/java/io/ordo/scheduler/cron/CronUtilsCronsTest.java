package io.ordo.scheduler.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordo.scheduler.schedule.Crons;
import io.ordo.scheduler.schedule.ScheduleRefused;
import io.ordo.scheduler.schedule.ScheduleRefused.Rule;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronUtilsCronsTest {
    private static final Crons CRONS = new CronUtilsCrons();

    @ParameterizedTest
    @CsvSource({
        "0 * * * *, 2018-06-03T00:00, 2018-06-03T01:00",
        "0 */4 * * *, 2018-06-03T00:00, 2018-06-03T04:00",
        "*/10 * * * *, 2018-06-03T00:00, 2018-06-03T00:10",
        "*/10 * * * *, 2018-06-03T23:55, 2018-06-04T00:00",
        "5/15 * * * *, 2018-06-03T00:05, 2018-06-03T00:20",
        "'0,30 9-17 * * *', 2018-06-03T17:30, 2018-06-04T09:00",
        "10-20/5 * * * *, 2018-06-03T00:15, 2018-06-03T00:20",
        "0 0 29 2 *, 2018-06-03T00:00, 2020-02-29T00:00",
        "0 0 1 JAN *, 2018-06-03T00:00, 2019-01-01T00:00",
        "0 0 * jan-feb MON, 2018-06-03T00:00, 2019-01-07T00:00",
        "0 0 * * MON, 2018-06-03T00:00, 2018-06-04T00:00",
        "0 0 * * MON-FRI, 2018-06-08T00:00, 2018-06-11T00:00",
        "0 0 * * 0, 2018-06-04T00:00, 2018-06-10T00:00",
        "0 0 * * 7, 2018-06-04T00:00, 2018-06-10T00:00",
        "0 0 * * 6-7, 2018-06-09T00:00, 2018-06-10T00:00",
        "0 0 13 * FRI, 2018-06-03T00:00, 2018-06-08T00:00",
        "' 0\t0  * * * ', 2018-06-03T00:00, 2018-06-04T00:00",
        "@hourly, 2018-06-03T00:00, 2018-06-03T01:00",
        "@daily, 2018-06-03T00:00, 2018-06-04T00:00",
        "@midnight, 2018-06-03T00:00, 2018-06-04T00:00",
        "@weekly, 2018-06-03T00:00, 2018-06-10T00:00",
        "@monthly, 2018-06-03T00:00, 2018-07-01T00:00",
        "@yearly, 2018-06-03T00:00, 2019-01-01T00:00",
        "@annually, 2018-06-03T00:00, 2019-01-01T00:00"
    })
    void anExpressionIsDueNextAt(String expression, LocalDateTime base, LocalDateTime due) {
        assertThat(dueAfter(expression, "Asia/Seoul", base)).first().isEqualTo(due);
    }

    @Test
    void secondsOfTheBaseDoNotMatter() {
        var minute = CRONS.read("* * * * *", ZoneId.of("UTC"));
        assertThat(minute.nextAfter(Instant.parse("2018-06-03T00:00:00.000001Z")))
                .contains(Instant.parse("2018-06-03T00:01:00Z"));
        assertThat(minute.nextAfter(Instant.parse("2018-06-03T00:00:59.999999Z")))
                .contains(Instant.parse("2018-06-03T00:01:00Z"));
    }

    /** On 30 March 2018 the clocks of Amman went from 00:00 to 01:00. */
    @Test
    void aTimeTheClockSkipsIsNotDueThatDay() {
        assertThat(dueAfter("30 0 * * 5", "Asia/Amman", LocalDateTime.parse("2018-03-29T23:15")))
                .startsWith(LocalDateTime.parse("2018-04-06T00:30"), LocalDateTime.parse("2018-04-13T00:30"));
    }

    /** On 3 November 2030 the clocks of New York show 01:30 twice. */
    @Test
    void aFixedTimeTheClockShowsTwiceIsDueOnce() {
        assertThat(dueAfter("30 1 * * *", "America/New_York", LocalDateTime.parse("2030-11-02T12:00")))
                .startsWith(LocalDateTime.parse("2030-11-03T01:30"), LocalDateTime.parse("2030-11-04T01:30"));
    }

    @Test
    void everyHalfHourIsDueInBothHoursTheClockShows() {
        assertThat(dueAfter("*/30 * * * *", "America/New_York", LocalDateTime.parse("2030-11-03T00:45")))
                .map(due -> due.toLocalTime().toString())
                .startsWith("01:00", "01:30", "01:00", "01:30", "02:00");
    }

    @Test
    void aDayThatNeverComesIsNeverDue() {
        assertThat(dueAfter("0 0 30 2 *", "UTC", LocalDateTime.parse("2018-06-03T00:00")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "j",
                "jar",
                "* * * *",
                "* * * * * *",
                "* * * * * * *",
                "0*",
                "2-1",
                "/4",
                "L",
                "1/0",
                "0* * * * *",
                "2-1 * * * *",
                "/4 * * * *",
                "L * * * *",
                "*/0 * * * *",
                "1-5/0 * * * *",
                "*/90 * * * *",
                "60 * * * *",
                "0 24 * * *",
                "0 0 0 * *",
                "0 0 32 * *",
                "0 0 * 0 *",
                "0 0 * 13 *",
                "0 0 * * 8",
                "0 0 L * *",
                "0 0 15W * *",
                "0 0 ? * *",
                "0 0 * * 5L",
                "0 0 * * MON#1",
                "0 0 * * FRI-MON",
                "0 0 * * MOO",
                "0 0 * FOO *",
                "MON * * * *",
                "-1 * * * *",
                "1- * * * *",
                "1,,2 * * * *",
                ", * * * *",
                "99999999999 * * * *",
                "0 0 1 * * || 0 0 2 * *",
                "0 12 1 * * | 0 13 1 * *",
                "@reboot",
                "@every 5m"
            })
    void whatIsNoCronIsRefused(String expression) {
        assertThatThrownBy(() -> CRONS.read(expression, ZoneId.of("UTC")))
                .isInstanceOfSatisfying(
                        ScheduleRefused.class,
                        refused -> assertThat(refused.rule()).isEqualTo(Rule.FORMAT))
                .hasMessageStartingWith("'" + expression.strip() + "' is not a schedule: ")
                .hasMessageEndingWith(" Write five cron fields (minute hour day month weekday), an ISO date-time, or"
                        + " an interval such as 30s, 5m, 1h or 1d.")
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("..", "Failed to parse"));
    }

    @Test
    void aRefusalSaysWhatIsWrong() {
        var reasons = Map.of(
                "* * * *", "cron has 5 fields, this has 4.",
                "60 * * * *", "Value 60 not in range [0, 59].",
                "0 0 * * MOO", "its weekday 'MOO' is not understood.",
                "*/0 * * * *", "its minute '*/0' is not understood.",
                "@reboot", "known names are @annually, @daily,");
        assertThat(reasons)
                .allSatisfy((expression, reason) -> assertThatThrownBy(() -> CRONS.read(expression, ZoneId.of("UTC")))
                        .hasMessageContaining("is not a schedule: " + reason));
    }

    @Property
    void anyTextIsReadOrRefused(
            @ForAll
                    @Chars({'*', '/', ',', '-', ' ', '|', '#', '?', '@', 'L', 'W', 'J', 'M'})
                    @CharRange(from = '0', to = '9')
                    @StringLength(max = 16)
                    String text) {
        assertThat(isReadOrRefused(text)).isTrue();
        assertThat(isReadOrRefused(text + " * * * *")).isTrue();
        assertThat(isReadOrRefused("0 0 " + text + " * 1")).isTrue();
    }

    private static boolean isReadOrRefused(String text) {
        try {
            CRONS.read(text, ZoneId.of("Europe/Berlin")).nextAfter(Instant.parse("2030-06-03T00:00:00Z"));
            return true;
        } catch (ScheduleRefused refused) {
            return refused.rule() == Rule.FORMAT;
        }
    }

    private static List<LocalDateTime> dueAfter(String expression, String zone, LocalDateTime base) {
        var cron = CRONS.read(expression, ZoneId.of(zone));
        var due = new ArrayList<LocalDateTime>();
        var next = cron.nextAfter(base.atZone(ZoneId.of(zone)).toInstant());
        while (next.isPresent() && due.size() < 5) {
            due.add(LocalDateTime.ofInstant(next.get(), ZoneId.of(zone)));
            next = cron.nextAfter(next.get());
        }
        return due;
    }
}
