package io.ordo.scheduler.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordo.scheduler.schedule.ScheduleRefused.Rule;
import java.time.Duration;
import java.time.Instant;
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

    @ParameterizedTest
    @CsvSource({"1s, PT1S", "5m, PT5M", "366d, PT8784H"})
    void anIntervalCountsFromTheAnchor(String text, Duration period) {
        assertThat(read(text, "UTC")).isEqualTo(new Schedule.Every(period, ANCHOR));
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

    /** On 10 March 2030 the clocks of New York went from 02:00 to 03:00, on 3 November from 02:00 back to 01:00. */
    @ParameterizedTest
    @CsvSource({"2030-03-10T02:30, 2030-03-10T07:30:00Z", "2030-11-03T01:30, 2030-11-03T05:30:00Z"})
    void aLocalTimeThatIsSkippedComesLaterAndOneShownTwiceIsTheFirst(String text, Instant instant) {
        assertThat(read(text, "America/New_York")).isEqualTo(new Schedule.At(instant));
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
    @ValueSource(strings = {"* * * * *", "@daily", "jar", "", "-5m", "20301231T235959Z", "+12030-12-31T23:59:59Z"})
    void everythingElseIsCronInTheGivenZone(String text) {
        var cron = new NeverDue();
        var schedule = new ScheduleExpression(text, ZoneId.of("Asia/Seoul"))
                .read(
                        (expression, zone) -> {
                            assertThat(expression).isEqualTo(text);
                            assertThat(zone).isEqualTo(ZoneId.of("Asia/Seoul"));
                            return cron;
                        },
                        ANCHOR);
        assertThat(schedule).isSameAs(cron);
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
    void aRefusalAlwaysHasAMessage() {
        assertThat(new ScheduleRefused(Rule.PAST, "too late").getMessage()).isEqualTo("too late");
    }

    private static Schedule read(String text, String zone) {
        return new ScheduleExpression(text, ZoneId.of(zone)).read((expression, _) -> new NeverDue(), ANCHOR);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(ThrowingCallable call, Rule rule) {
        return assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ScheduleRefused.class,
                        refused -> assertThat(refused.rule()).isEqualTo(rule));
    }

    private record NeverDue() implements Schedule.Cron {
        @Override
        public Optional<Instant> nextAfter(Instant instant) {
            return Optional.empty();
        }
    }
}
