package io.ordo.scheduler.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordo.scheduler.schedule.ScheduleRefused.Rule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleExpressionTest {
    private static final Instant ANCHOR = Instant.parse("2030-06-01T12:00:00Z");
    private static final Crons NO_CRON = _ -> new NeverDue();

    @ParameterizedTest
    @CsvSource({"1s, PT1S", "5m, PT5M", "366d, PT8784H"})
    void anIntervalIsFirstDueOnePeriodAfterItsAnchorOrAtAStartThatTheJobSays(String text, Duration period) {
        assertThat(read(text, "UTC")).isEqualTo(new Schedule.Every(period, ANCHOR.plus(period)));
        assertThat(new ScheduleExpression(text, ZoneId.of("UTC")).readFrom(NO_CRON, ANCHOR))
                .isEqualTo(new Schedule.Every(period, ANCHOR));
    }

    @Test
    void nowIsDueOnceAtTheAnchor() {
        assertThat(read("now", "Asia/Seoul")).isEqualTo(new Schedule.At(ANCHOR));
    }

    @ParameterizedTest
    @CsvSource({"in 50s, PT50S", "in 1s, PT1S", "in  5m, PT5M", "in 366d, PT8784H"})
    void aDelayIsDueOnceThatLongAfterTheAnchor(String text, Duration delay) {
        assertThat(read(text, "UTC")).isEqualTo(new Schedule.At(ANCHOR.plus(delay)));
        assertThat(new ScheduleExpression(text, ZoneId.of("UTC")).readFrom(NO_CRON, ANCHOR))
                .isEqualTo(new Schedule.At(ANCHOR.plus(delay)));
    }

    @ParameterizedTest
    @CsvSource({"after 50s, PT50S", "after 1d, PT24H"})
    void aDelayAfterTheLastTaskRecurs(String text, Duration delay) {
        assertThat(read(text, "UTC")).isEqualTo(new Schedule.After(delay));
    }

    @ParameterizedTest
    @CsvSource({"in, in", "in 50, in", "in five minutes, in", "after, after", "after -5m, after", "in after 5m, in"})
    void aDelayThatIsNoneIsRefused(String text, String word) {
        assertRefused(() -> read(text, "UTC"), Rule.FORMAT)
                .hasMessage("'%1$s' is not a schedule: after '%2$s' comes a length of time. Write '%2$s 50s', or 5m, 1h"
                                .formatted(text, word)
                        + " or 1d.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"in 0s", "in 367d", "after 0s", "after 31622401s"})
    void aDelayOutOfBoundsIsRefused(String text) {
        assertRefused(() -> read(text, "UTC"), Rule.FORMAT).hasMessage("A delay must be at least 1s and at most 366d.");
    }

    @Test
    void manualIsNeverDueByItself() {
        assertThat(read("manual", "Asia/Seoul")).isEqualTo(new Schedule.Manual());
        assertThat(new Schedule.Manual().nextAfter(ANCHOR)).isEmpty();
        assertThat(ScheduleExpression.MANUAL.isManual()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "0d", "367d", "31622401s"})
    void anIntervalOutOfBoundsIsRefused(String text) {
        assertRefused(() -> read(text, "UTC"), Rule.FORMAT)
                .hasMessage("An interval must be at least 1s and at most 366d.");
    }

    @ParameterizedTest
    @CsvSource({
        "2030-12-31T23:59:59Z, UTC, 2030-12-31T23:59:59Z",
        "2030-12-31T23:59:59Z, Asia/Seoul, 2030-12-31T23:59:59Z",
        "2030-12-31T23:59:59+02:00, Asia/Seoul, 2030-12-31T21:59:59Z",
        "2030-12-31T23:59:59.123456Z, UTC, 2030-12-31T23:59:59.123456Z",
        "2030-12-31T23:59, Asia/Seoul, 2030-12-31T14:59:00Z",
        "2030-12-31T23:59:59, UTC, 2030-12-31T23:59:59Z"
    })
    void aDateTimeIsAnInstantInItsOwnOffsetOrTheGivenZone(String text, String zone, Instant instant) {
        assertThat(read(text, zone)).isEqualTo(new Schedule.At(instant));
    }

    /** Whatever is chosen for cron: a date is due once. */
    @ParameterizedTest
    @CsvSource({
        "2030-03-10T02:00, America/New_York, 2030-03-10T07:00:00Z",
        "2030-03-10T02:30, America/New_York, 2030-03-10T07:00:00Z",
        "2030-03-10T03:00, America/New_York, 2030-03-10T07:00:00Z",
        "2030-03-10T03:01, America/New_York, 2030-03-10T07:01:00Z",
        "2030-11-03T01:30, America/New_York, 2030-11-03T05:30:00Z",
        "2011-12-30T17:00, Pacific/Apia, 2011-12-30T10:00:00Z",
        "2030-10-06T02:10, Australia/Lord_Howe, 2030-10-05T15:30:00Z"
    })
    void aDateInAGapIsDueAtItsEndAndOneShownTwiceTheFirstTime(String text, String zone, Instant instant) {
        assertThat(read(text, zone)).isEqualTo(new Schedule.At(instant));
        var otherwise = new ScheduleExpression(text, ZoneId.of(zone), new Dst(Dst.Gap.SKIP, Dst.Overlap.TWICE));
        assertThat(otherwise.read(NO_CRON, ANCHOR)).isEqualTo(new Schedule.At(instant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2030-12-31",
                "2030-13-01T00:00:00Z",
                "2030-02-30T00:00",
                "2030-12-31 23:59:59",
                "2030-12-31T25:00",
                "2030-12-31T"
            })
    void aDateTimeThatIsNoneIsRefused(String text) {
        assertRefused(() -> read(text, "UTC"), Rule.FORMAT)
                .hasMessage("'" + text + "' is not an ISO date-time; write 2030-12-31T23:59:59Z, with another offset,"
                        + " or without one for the job's time zone.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "* * * * *",
                "@daily",
                "jar",
                "",
                "-5m",
                "NOW",
                "inn 5m",
                "afternoon",
                "20301231T235959Z",
                "+12030-12-31T23:59:59Z"
            })
    void everythingElseIsCronInTheGivenZone(String text) {
        var zone = ZoneId.of("Asia/Seoul");
        var dst = new Dst(Dst.Gap.SKIP, Dst.Overlap.TWICE);
        var times = new NeverDue();
        var schedule = new ScheduleExpression(text, zone, dst)
                .read(
                        expression -> {
                            assertThat(expression).isEqualTo(text);
                            return times;
                        },
                        ANCHOR);
        assertThat(schedule).isEqualTo(new Schedule.Cron(times, zone, dst));
    }

    @Test
    void whatHappensWhenClocksChangeIsTheDefaultUnlessSaid() {
        assertThat(new ScheduleExpression("@daily", ZoneId.of("UTC")).dst())
                .isEqualTo(new Dst(Dst.Gap.SHIFT, Dst.Overlap.ONCE));
    }

    @ParameterizedTest
    @CsvSource({
        "0 0 * * *, false, false",
        "2030-12-31T23:59, false, true",
        "5m, true, true",
        "now, true, true",
        "in 5m, true, true",
        "after 5m, true, true",
        "manual, true, true"
    })
    void onlyCronAndDatesChangeWithTheZoneAndOnlyCronWithTheContract(String text, boolean zone, boolean dst) {
        var here = new ScheduleExpression(text, ZoneId.of("UTC"));
        assertThat(here.isSameAs(new ScheduleExpression(text, ZoneId.of("UTC"))))
                .isTrue();
        assertThat(here.isSameAs(new ScheduleExpression("6m", ZoneId.of("UTC"))))
                .isFalse();
        assertThat(here.isSameAs(new ScheduleExpression(text, ZoneId.of("Asia/Seoul"))))
                .isEqualTo(zone);
        var otherwise = new ScheduleExpression(text, ZoneId.of("UTC"), new Dst(Dst.Gap.SKIP, Dst.Overlap.ONCE));
        assertThat(here.isSameAs(otherwise)).isEqualTo(dst);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Amsterdam", "America/Argentina/Buenos_Aires", "Etc/GMT+5"})
    void aZoneHasAnIanaName(String name) {
        assertThat(ScheduleExpression.zone(name)).isEqualTo(ZoneId.of(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Mars/Olympus", "utc", "+02:00", "UTC+2", "Europe/Amsterdam "})
    void anUnknownZoneIsRefused(String name) {
        assertRefused(() -> ScheduleExpression.zone(name), Rule.ZONE)
                .hasMessage("Unknown time zone '" + name + "'; use an IANA name such as UTC or Europe/Amsterdam.");
    }

    @Test
    void aDateIsInAYearOfFourDigits() {
        assertThat(read("9999-12-31T00:00:00Z", "UTC")).isEqualTo(new Schedule.At(Schedule.LATEST));
        assertRefused(() -> read("9999-12-30T23:59:59-18:00", "UTC"), Rule.NEVER)
                .hasMessageContaining("later than 9999-12-31T00:00:00Z");
    }

    @Test
    void aRefusalAlwaysHasAMessage() {
        assertThat(new ScheduleRefused(Rule.PAST, "too late").getMessage()).isEqualTo("too late");
    }

    private static Schedule read(String text, String zone) {
        return new ScheduleExpression(text, ZoneId.of(zone)).read(NO_CRON, ANCHOR);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(ThrowingCallable call, Rule rule) {
        return assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ScheduleRefused.class,
                        refused -> assertThat(refused.rule()).isEqualTo(rule));
    }

    private record NeverDue() implements LocalTimes {
        @Override
        public Optional<LocalDateTime> nextAfter(LocalDateTime local) {
            return Optional.empty();
        }

        @Override
        public boolean isFixed() {
            return true;
        }

        @Override
        public String words() {
            return "never";
        }
    }
}
