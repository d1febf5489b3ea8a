package io.ordo.scheduler.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.cron.CronUtilsCrons;
import io.ordo.scheduler.schedule.Dst.Gap;
import io.ordo.scheduler.schedule.Dst.Overlap;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In Berlin the clocks go from 02:00 to 03:00 on 31 March 2030, and from 03:00 back to 02:00 on 27 October. */
class PreviewTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant SPRING = Instant.parse("2030-03-30T12:00:00Z");
    private static final Instant AUTUMN = Instant.parse("2030-10-26T12:00:00Z");

    @Test
    void aTimeInAGapIsMarked() {
        assertThat(fires("30 2 * * *", Dst.DEFAULT, SPRING, 2))
                .containsExactly(
                        "2030-03-31T01:00:00Z 2030-03-31T03:00 SHIFTED", "2030-04-01T00:30:00Z 2030-04-01T02:30 NONE");
    }

    @Test
    void aShiftedTimeThatIsDueAnywayIsNotMarked() {
        assertThat(fires("0,30 2,3 * * *", Dst.DEFAULT, SPRING, 2))
                .containsExactly(
                        "2030-03-31T01:00:00Z 2030-03-31T03:00 NONE", "2030-03-31T01:30:00Z 2030-03-31T03:30 NONE");
    }

    @Test
    void timesThatTheClockShowsTwiceAreMarked() {
        assertThat(fires("30 2 * * *", Dst.DEFAULT, AUTUMN, 2))
                .containsExactly(
                        "2030-10-27T00:30:00Z 2030-10-27T02:30 FIRST", "2030-10-28T01:30:00Z 2030-10-28T02:30 NONE");
        assertThat(fires("30 2 * * *", new Dst(Gap.SHIFT, Overlap.TWICE), AUTUMN, 2))
                .containsExactly(
                        "2030-10-27T00:30:00Z 2030-10-27T02:30 FIRST", "2030-10-27T01:30:00Z 2030-10-27T02:30 SECOND");
        assertThat(fires("30m", Dst.DEFAULT, Instant.parse("2030-10-27T00:00:00Z"), 4))
                .containsExactly(
                        "2030-10-27T00:30:00Z 2030-10-27T02:30 FIRST",
                        "2030-10-27T01:00:00Z 2030-10-27T02:00 SECOND",
                        "2030-10-27T01:30:00Z 2030-10-27T02:30 SECOND",
                        "2030-10-27T02:00:00Z 2030-10-27T03:00 NONE");
    }

    @Test
    void aDateInAGapIsMarked() {
        assertThat(fires("2030-03-31T02:30", Dst.DEFAULT, SPRING, 5))
                .containsExactly("2030-03-31T01:00:00Z 2030-03-31T03:00 SHIFTED");
        assertThat(fires("2030-03-31T03:00", Dst.DEFAULT, SPRING, 5))
                .containsExactly("2030-03-31T01:00:00Z 2030-03-31T03:00 NONE");
        assertThat(fires("2030-03-31T01:00:00Z", Dst.DEFAULT, SPRING, 5))
                .containsExactly("2030-03-31T01:00:00Z 2030-03-31T03:00 NONE");
    }

    @Test
    void theFirstInstantCounts() {
        assertThat(fires("now", Dst.DEFAULT, SPRING, 5)).containsExactly("2030-03-30T12:00:00Z 2030-03-30T13:00 NONE");
        assertThat(fires("0 13 * * *", Dst.DEFAULT, SPRING, 1))
                .containsExactly("2030-03-30T12:00:00Z 2030-03-30T13:00 NONE");
    }

    @Test
    void ofAJobThatCountsFromTheEndOfItsTasksOnlyTheFirstCanBeTold() {
        assertThat(fires("after 50s", Dst.DEFAULT, SPRING, 5))
                .containsExactly("2030-03-30T12:00:50Z 2030-03-30T13:00:50 NONE");
        assertThat(fires("after 50s", Dst.DEFAULT, SPRING, 0)).isEmpty();
    }

    @Test
    void whatIsNeverDueHasNoFires() {
        assertThat(fires("manual", Dst.DEFAULT, SPRING, 5)).isEmpty();
        assertThat(fires("0 0 30 2 *", Dst.DEFAULT, SPRING, 5)).isEmpty();
    }

    @Test
    void thatNothingIsPlannedIsSaidInWords() {
        assertThat(words("0 0 30 2 *")).endsWith("; no day ever matches");
        assertThat(words("2020-01-01T00:00:00Z"))
                .isEqualTo("once, at 2020-01-01T00:00:00Z; nothing is planned from 2030-03-30T12:00:00Z on");
        assertThat(words("manual")).isEqualTo("only when somebody asks for it");
        assertThat(words("after 50s")).isEqualTo("50 seconds after the last task has ended");
    }

    @Test
    void noFireHasAYearOfFiveDigits() {
        var late = Instant.parse("9999-12-30T18:00:00Z");
        assertThat(fires("@daily", Dst.DEFAULT, late, 5)).containsExactly("9999-12-30T23:00:00Z 9999-12-31T00:00 NONE");
        assertThat(fires("6h", Dst.DEFAULT, late, 5)).containsExactly("9999-12-31T00:00:00Z 9999-12-31T01:00 NONE");
        assertThat(fires("after 1d", Dst.DEFAULT, late, 5)).isEmpty();
        assertThat(fires("in 1d", Dst.DEFAULT, late, 5)).isEmpty();
    }

    @Test
    void theScheduleIsSaidInWords() {
        assertThat(preview(new ScheduleExpression("*/5 9-17 * * MON-FRI", BERLIN), SPRING, 0))
                .isEqualTo(new Preview("every 5 minutes, in hours 9 to 17, on Monday to Friday", List.of()));
    }

    private static List<String> fires(String text, Dst dst, Instant from, int most) {
        return preview(new ScheduleExpression(text, BERLIN, dst), from, most).fires().stream()
                .map(fire -> fire.instant() + " " + fire.local() + " " + fire.mark())
                .toList();
    }

    private static String words(String text) {
        return preview(new ScheduleExpression(text, BERLIN), SPRING, 5).words();
    }

    private static Preview preview(ScheduleExpression expression, Instant from, int most) {
        return Preview.of(expression, expression.read(new CronUtilsCrons(), from), from, most);
    }
}
