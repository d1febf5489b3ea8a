package io.ordo.scheduler.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.job.CatchUp;
import io.ordo.scheduler.job.CatchUp.Mode;
import io.ordo.scheduler.ledger.Occurrence.Reason;
import io.ordo.scheduler.ledger.Stretch;
import io.ordo.scheduler.planning.CatchUps.Skip;
import io.ordo.scheduler.planning.CatchUps.Sorted;
import io.ordo.scheduler.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CatchUpsTest {
    private static final Instant NOON = Instant.parse("2030-06-01T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    @ParameterizedTest
    @EnumSource
    void whatIsOnTimeGetsATaskWhateverTheModeIs(Mode mode) {
        assertThat(hourly(rules(mode, 1, DAY), hour(12))).isEqualTo(new Sorted(List.of(hour(12)), null, List.of()));
    }

    @ParameterizedTest
    @EnumSource
    void manyThatAreOnTimeEachGetATask(Mode mode) {
        var everySecond = new Schedule.Every(Duration.ofSeconds(1), NOON.minusSeconds(61));
        var sorted = CatchUps.sort(everySecond, rules(mode, 1, DAY), NOON.minusSeconds(60), NOON);
        assertThat(sorted.wanted()).hasSize(61);
        assertThat(sorted.skipped()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsOnTimeGetsATaskOfItsOwnWhateverWasMissedBefore(Mode mode) {
        var first = NOON.minusSeconds(180);
        var everySecond = new Schedule.Every(Duration.ofSeconds(1), first.minusSeconds(1));

        var sorted = CatchUps.sort(everySecond, rules(mode, 5, DAY), first, NOON);

        var onTime = IntStream.rangeClosed(-60, 0).mapToObj(NOON::plusSeconds).toList();
        var missed = new Stretch(first, NOON.minusSeconds(61), 120);
        assertThat(sorted)
                .isEqualTo(
                        switch (mode) {
                            case SKIP -> new Sorted(onTime, null, List.of(new Skip(missed, Reason.MISSED)));
                            case LAST -> new Sorted(onTime, missed, List.of());
                            case ALL ->
                                new Sorted(
                                        IntStream.rangeClosed(-65, 0)
                                                .mapToObj(NOON::plusSeconds)
                                                .toList(),
                                        null,
                                        skip(first, NOON.minusSeconds(66), 115, Reason.TOO_MANY));
                        });
    }

    @Test
    void theNewestOfWhatWasMissedGetsATaskAndTheOthersGoToIt() {
        assertThat(hourly(rules(Mode.LAST, 1, DAY), hour(9), hour(11)))
                .isEqualTo(new Sorted(List.of(hour(11)), new Stretch(hour(9), hour(10), 2), List.of()));
    }

    @Test
    void whatWasMissedIsSkipped() {
        assertThat(hourly(rules(Mode.SKIP, 1, DAY), hour(9), hour(11)))
                .isEqualTo(new Sorted(List.of(), null, skip(hour(9), hour(11), 3, Reason.MISSED)));
    }

    @Test
    void whoSkipsWhatWasMissedStillDoesWhatIsOnTime() {
        assertThat(hourly(rules(Mode.SKIP, 1, DAY), hour(9), hour(12)))
                .isEqualTo(new Sorted(List.of(hour(12)), null, skip(hour(9), hour(11), 3, Reason.MISSED)));
    }

    @Test
    void theNewestOfWhatWasMissedEachGetATaskUpToTheirNumber() {
        assertThat(hourly(rules(Mode.ALL, 2, DAY), hour(7), hour(11)))
                .isEqualTo(new Sorted(List.of(hour(10), hour(11)), null, skip(hour(7), hour(9), 3, Reason.TOO_MANY)));
        assertThat(hourly(rules(Mode.ALL, 9, DAY), hour(10), hour(11)))
                .isEqualTo(new Sorted(List.of(hour(10), hour(11)), null, List.of()));
    }

    @ParameterizedTest
    @EnumSource(names = {"LAST", "ALL"})
    void nothingIsCaughtUpWithThatIsTooOld(Mode mode) {
        var sorted = hourly(rules(mode, 1, Duration.ofMinutes(90)), hour(8), hour(11));
        assertThat(sorted.wanted()).containsExactly(hour(11));
        assertThat(sorted.skipped()).isEqualTo(skip(hour(8), hour(10), 3, Reason.TOO_OLD));
        assertThat(hourly(rules(mode, 1, Duration.ofMinutes(1)), hour(8), hour(11)))
                .isEqualTo(new Sorted(List.of(), null, skip(hour(8), hour(11), 4, Reason.TOO_OLD)));
    }

    @Test
    void withoutABoundNothingIsTooOld() {
        var years = CatchUps.sort(new Schedule.Manual(), CatchUp.ALWAYS_LAST, NOON.minus(DAY.multipliedBy(999)), NOON);
        assertThat(years.wanted()).containsExactly(NOON.minus(DAY.multipliedBy(999)));
    }

    @Test
    void everyPlannedTimeEndsInExactlyOneWay() {
        for (var mode : Mode.values()) {
            for (int hours = 1; hours < 40; hours++) {
                var sorted = hourly(rules(mode, 7, DAY), NOON.minus(Duration.ofHours(hours)), hour(12));
                var shared = sorted.shared();
                int decided = sorted.wanted().size()
                        + (shared == null ? 0 : shared.count())
                        + sorted.skipped().stream()
                                .mapToInt(skip -> skip.times().count())
                                .sum();
                assertThat(decided).as("%s %d", mode, hours).isEqualTo(hours + 1);
            }
        }
    }

    /** Undecided from the first on, at half a minute past the last. */
    private static Sorted hourly(CatchUp rules, Instant first, Instant last) {
        var schedule = new Schedule.Every(Duration.ofHours(1), first.minus(DAY));
        return CatchUps.sort(
                schedule, rules, first, last.equals(hour(12)) ? NOON.plusSeconds(30) : NOON.minusSeconds(1));
    }

    private static Sorted hourly(CatchUp rules, Instant only) {
        return hourly(rules, only, only);
    }

    private static CatchUp rules(Mode mode, int most, @Nullable Duration age) {
        return new CatchUp(mode, most, age, Duration.ZERO);
    }

    private static List<Skip> skip(Instant first, Instant last, int count, Reason reason) {
        return List.of(new Skip(new Stretch(first, last, count), reason));
    }

    private static Instant hour(int hour) {
        return NOON.plus(Duration.ofHours(hour - 12L));
    }
}
