package io.ordo.scheduler.cron;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordo.scheduler.schedule.Crons;
import io.ordo.scheduler.schedule.ScheduleRefused;
import io.ordo.scheduler.schedule.ScheduleRefused.Rule;
import java.time.LocalDateTime;
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
        "0 * * * * *, 2018-06-03T00:00, 2018-06-03T00:01",
        "0 0 */4 * * *, 2018-06-03T00:00, 2018-06-03T04:00",
        "* * * * * *, 2018-06-03T23:59:59, 2018-06-04T00:00",
        "'15,45 59 23 31 DEC *', 2018-12-31T23:59:15, 2018-12-31T23:59:45",
        "0 0 * * FRI-SUN, 2018-06-08T00:00, 2018-06-09T00:00",
        "0 0 * * SUN-TUE, 2018-06-03T00:00, 2018-06-04T00:00",
        "0 0 L * *, 2018-02-01T00:00, 2018-02-28T00:00",
        "0 0 LW * *, 2018-06-03T00:00, 2018-06-29T00:00",
        "0 0 1w * *, 2018-09-01T00:00, 2018-09-03T00:00",
        "0 0 15W * *, 2018-09-01T00:00, 2018-09-14T00:00",
        "0 0 16W * *, 2018-09-01T00:00, 2018-09-17T00:00",
        "0 0 27W 2 *, 2022-02-01T00:00, 2022-02-28T00:00",
        "0 0 * * 5L, 2018-06-03T00:00, 2018-06-29T00:00",
        "0 0 * * sunl, 2018-06-03T00:00, 2018-06-24T00:00",
        "0 0 * * 7#1, 2018-06-03T00:00, 2018-07-01T00:00",
        "0 0 * * Mon#2, 2018-06-03T00:00, 2018-06-11T00:00",
        "0 0 * * 5#5, 2018-07-01T00:00, 2018-08-31T00:00",
        "0 0 1 * MON, 2018-06-03T00:00, 2018-06-04T00:00",
        "0 0 */2 * MON, 2018-06-03T00:00, 2018-06-11T00:00",
        "0 0 13 * */5, 2018-06-03T00:00, 2018-07-13T00:00",
        "0 0 L * 1L, 2018-06-03T00:00, 2018-06-25T00:00",
        "@minutely, 2018-06-03T00:00, 2018-06-03T00:01",
        "@SECONDLY, 2018-06-03T00:00, 2018-06-03T00:00:01",
        "@Weekdays, 2018-06-08T00:00, 2018-06-11T00:00",
        "@weekends, 2018-06-03T00:00, 2018-06-09T00:00",
        "@hourly, 2018-06-03T00:00, 2018-06-03T01:00",
        "@daily, 2018-06-03T00:00, 2018-06-04T00:00",
        "@midnight, 2018-06-03T00:00, 2018-06-04T00:00",
        "@weekly, 2018-06-03T00:00, 2018-06-10T00:00",
        "@monthly, 2018-06-03T00:00, 2018-07-01T00:00",
        "@yearly, 2018-06-03T00:00, 2019-01-01T00:00",
        "@annually, 2018-06-03T00:00, 2019-01-01T00:00"
    })
    void anExpressionIsDueNextAt(String expression, LocalDateTime base, LocalDateTime due) {
        assertThat(CRONS.read(expression).nextAfter(base)).contains(due);
    }

    @Test
    void fiveFieldsAreDueAtSecondZero() {
        var base = LocalDateTime.parse("2018-06-03T12:34:56");
        for (int i = 0; i < 200; i++) {
            var five = CRONS.read("*/7 9-17 * * *").nextAfter(base);
            assertThat(five)
                    .isPresent()
                    .isEqualTo(CRONS.read("0 */7 9-17 * * *").nextAfter(base));
            base = five.get();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "30 2 * * *, true",
        "15 30 2 * * *, true",
        "'0,30 0-23 * * *', true",
        "0/15 2 * * *, true",
        "* 2 * * *, false",
        "*/15 2 * * *, false",
        "0 * * * *, false",
        "0 */2 * * *, false",
        "* 0 2 * * *, false",
        "'5,* 2 * * *', false",
        "0 2 */2 * *, true"
    })
    void anExpressionWithAStarInItsTimeFollowsRealTime(String expression, boolean isFixed) {
        assertThat(CRONS.read(expression).isFixed()).isEqualTo(isFixed);
    }

    @Test
    void readingAgainIsTheSameAnswer() {
        assertThat(CRONS.read("1 2 3 4 *")).isSameAs(CRONS.read("1 2 3 4 *"));
    }

    @Test
    void noMoreExpressionsAreKeptThanTheLimit() {
        var crons = new CronUtilsCrons();
        var first = crons.read("0 0 0 * * *");
        for (int i = 1; i < CronUtilsCrons.MOST_KEPT; i++) {
            crons.read("%d %d %d * * *".formatted(i % 60, i / 60 % 60, i / 3_600));
        }
        assertThat(crons.read("0 0 0 * * *")).isSameAs(first);
        crons.read("@daily");
        assertThat(crons.read("0 0 0 * * *")).isNotSameAs(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 30 2 *", "0 0 31 4,6,9,11 *", "* * 31 2 *", "0 0 */31 2 1#3", "0 0 15W * */7"})
    void aDayThatNeverComesIsNeverDue(String expression) {
        assertThat(CRONS.read(expression).nextAfter(LocalDateTime.parse("2018-06-03T00:00")))
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
                "0 0 ? * *",
                "0 0 31W * *",
                "0 0 28W * *",
                "0 0 0W * *",
                "0 0 1,L * *",
                "0 0 1W,15 * *",
                "0 0 L-3 * *",
                "0 0 L/2 * *",
                "0 0 WL * *",
                "L 0 * * *",
                "0 0 * L *",
                "0 0 * * L",
                "0 0 * * LW",
                "0 0 * * 1W",
                "0 0 * * 5#6",
                "0 0 * * 5#0",
                "0 0 * * 8#1",
                "0 0 * * 1#1,3#1",
                "0 0 * * 1L,2",
                "0 0 * * MON-FRI#1",
                "0 0 5L * *",
                "0 0 1#1 * *",
                "0 0 * * */8",
                "60 0 0 * * *",
                "@@daily",
                "@daily @daily",
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
        assertThatThrownBy(() -> CRONS.read(expression))
                .isInstanceOfSatisfying(
                        ScheduleRefused.class,
                        refused -> assertThat(refused.rule()).isEqualTo(Rule.FORMAT))
                .hasMessageStartingWith("'" + expression.strip() + "' is not a schedule: ")
                .hasMessageEndingWith(" Write five cron fields (minute hour day month weekday) or six (second"
                        + " first), an ISO date-time, an interval such as 30s, 5m, 1h or 1d, or now, in 50s, after"
                        + " 50s, manual.")
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("..", "Failed to parse"));
    }

    @Test
    void aRefusalSaysWhatIsWrong() {
        var reasons = Map.ofEntries(
                entry("* * * *", "cron has 5 fields, or 6 with seconds first; this has 4."),
                entry("", "cron has 5 fields, or 6 with seconds first; this has 0."),
                entry("60 * * * *", "its minute '60' is not understood: a minute is 0 to 59."),
                entry("*/0 * * * *", "its minute '*/0' is not understood: a step is 1 to 59."),
                entry("0 22-2 * * *", "its hour '22-2' is not understood: a range goes up; write 22-23,0-2."),
                entry("0 0 * * FRI-MON", "its weekday 'FRI-MON' is not understood: a range goes up; write 5-6,0-1."),
                entry("0 0 * * 7-1", "its weekday '7-1' is not understood: a range goes up; write 0-1."),
                entry("0 0 ? * 1", "its day '?' is not understood: write * for any."),
                entry(
                        "0 0 31W * *",
                        "its day '31W' is not understood: a day is 1 to 31, or alone in its field L, LW or 1W to 27W."),
                entry(
                        "0 0 1,L * *",
                        "its day '1,L' is not understood: a day is 1 to 31, or alone in its field L, LW or 1W to 27W."),
                entry(
                        "0 0 * * MOO",
                        "its weekday 'MOO' is not understood: a weekday is 0 to 7 or SUN to SAT, or alone"),
                entry("0 0 * foo *", "its month 'FOO' is not understood: a month is 1 to 12 or JAN to DEC."),
                entry("@reboot", "known names are @annually, @daily,"));
        assertThat(reasons)
                .allSatisfy((expression, reason) -> assertThatThrownBy(() -> CRONS.read(expression))
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
            CRONS.read(text).nextAfter(LocalDateTime.parse("2030-06-03T00:00"));
            return true;
        } catch (ScheduleRefused refused) {
            return refused.rule() == Rule.FORMAT;
        }
    }
}
