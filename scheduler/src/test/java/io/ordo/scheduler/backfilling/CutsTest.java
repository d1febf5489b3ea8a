package io.ordo.scheduler.backfilling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ordo.scheduler.backfilling.PastTimes.PastTime;
import io.ordo.scheduler.cron.CronUtilsCrons;
import io.ordo.scheduler.ledger.Occurrence;
import io.ordo.scheduler.ledger.Occurrence.Outcome;
import io.ordo.scheduler.ledger.Occurrence.Reason;
import io.ordo.scheduler.ledger.Stretch;
import io.ordo.scheduler.schedule.PlannedTimes;
import io.ordo.scheduler.schedule.Schedule;
import io.ordo.scheduler.schedule.ScheduleExpression;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CutsTest {
    private static final UUID JOB = new UUID(0, 1);
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    @Test
    void aTimeAmongOthersLeavesThoseBeforeAndThoseAfterIt() {
        var cuts = cut(skipped("1h", 5), List.of(2), "1h");
        assertThat(cuts.firsts()).containsExactly(START);
        assertThat(cuts.pieces())
                .extracting(Occurrence::plannedAt, Occurrence::until, Occurrence::count)
                .containsExactly(row(0, 1, 2), row(3, 4, 2));
    }

    @Test
    void whatWasTheOnlyOneLeavesNothing() {
        var cuts = cut(skipped("1h", 1), List.of(0), "1h");
        assertThat(cuts.firsts()).containsExactly(START);
        assertThat(cuts.pieces()).isEmpty();
    }

    @Test
    void whatNothingIsNotedOfAndWhatRanByItselfCutNothing() {
        var ran = new Occurrence(JOB, START, START, 1, Outcome.RAN, null, new UUID(0, 2));
        var times = List.of(new PastTime(START, ran), new PastTime(hour(1), null));
        var cuts = Cuts.of(schedule("1h"), times);
        assertThat(cuts.firsts()).isEmpty();
        assertThat(cuts.pieces()).isEmpty();
    }

    @Test
    void nobodyCountsFurtherThanTheLargestCountInThePiecesEither() {
        var times = new Stretch(START, START.plusSeconds(50_000), Occurrence.LARGEST_COUNT);
        var stretch = Occurrence.skipped(JOB, times, Reason.PAUSED, null);
        var cuts = Cuts.of(schedule("1s"), List.of(new PastTime(START.plusSeconds(100), stretch)));
        assertThat(cuts.pieces()).extracting(Occurrence::count).containsExactly(100, Occurrence.LARGEST_COUNT);
        var late = Cuts.of(schedule("1s"), List.of(new PastTime(START.plusSeconds(49_900), stretch)));
        assertThat(late.pieces()).extracting(Occurrence::count).containsExactly(Occurrence.LARGEST_COUNT, 100);
    }

    /** What is noted of an instant is what is noted of the stretch it lies in. */
    @ParameterizedTest
    @ValueSource(strings = {"7m", "30 5 * * *", "30 0 * * *", "2h"})
    void theEndOfAStretchStaysWhateverTheScheduleSaysNow(String now) {
        var taken = List.of(3, 5, 6, 10);
        var cuts = cut(skipped("1h", 24), taken, now);
        assertThat(cuts.pieces().getLast().until()).isEqualTo(hour(23));
        assertThat(cuts.pieces()).allSatisfy(piece -> assertThat(piece.count()).isPositive());
        for (var at = START; !at.isAfter(hour(23)); at = at.plus(Duration.ofMinutes(10))) {
            var instant = at;
            boolean isTaken = taken.stream().anyMatch(hour -> instant.equals(hour(hour)));
            assertThat(cuts.pieces().stream().filter(piece -> holds(piece, instant)))
                    .as("%s", at)
                    .hasSize(isTaken ? 0 : 1);
        }
    }

    @Test
    void whatWasPlannedBySomeOtherScheduleIsSharedOut() {
        assertThat(cut(skipped("1h", 24), List.of(10), "30 5 * * *").pieces())
                .extracting(Occurrence::count)
                .containsExactly(10, 13);
    }

    private static boolean holds(Occurrence piece, Instant instant) {
        return !instant.isBefore(piece.plannedAt()) && !instant.isAfter(piece.until());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 20_260_707})
    void whateverIsTakenOutTheRestIsEveryOtherTimeOnce(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            var expression = List.of("1h", "*/7 * * * *", "0 2 * * *").get(random.nextInt(3));
            var schedule = schedule(expression);
            var all = new PlannedTimes(schedule, START.minusNanos(1), START.plus(Duration.ofDays(900)))
                    .oldest(1 + random.nextInt(30));
            var stretch = Occurrence.skipped(
                    JOB, new Stretch(all.getFirst(), all.getLast(), all.size()), Reason.MISSED, null);
            var taken = all.stream().filter(_ -> random.nextInt(3) == 0).toList();

            var cuts = Cuts.of(
                    schedule,
                    taken.stream().map(at -> new PastTime(at, stretch)).toList());

            var left = new ArrayList<Instant>();
            for (var piece : cuts.pieces()) {
                var times = times(schedule, piece);
                assertThat(times).as("seed %d, round %d", seed, round).hasSize(piece.count());
                left.addAll(times);
            }
            var rest = new ArrayList<>(all);
            rest.removeAll(taken);
            assertThat(left).as("seed %d, round %d", seed, round).isEqualTo(taken.isEmpty() ? List.of() : rest);
        }
    }

    private static Cuts cut(Occurrence stretch, List<Integer> hours, String now) {
        return Cuts.of(
                schedule(now),
                hours.stream().map(hour -> new PastTime(hour(hour), stretch)).toList());
    }

    private static Occurrence skipped(String interval, int count) {
        var times = times(
                schedule(interval),
                new Occurrence(JOB, START, hour(count - 1), count, Outcome.SKIPPED, Reason.MISSED, null));
        return Occurrence.skipped(
                JOB, new Stretch(times.getFirst(), times.getLast(), times.size()), Reason.MISSED, null);
    }

    private static List<Instant> times(Schedule schedule, Occurrence stretch) {
        return new PlannedTimes(schedule, stretch.plannedAt().minusNanos(1), stretch.until()).oldest(100_000);
    }

    private static Schedule schedule(String expression) {
        return new ScheduleExpression(expression, ZoneId.of("UTC")).readFrom(new CronUtilsCrons(), START);
    }

    private static Instant hour(int number) {
        return START.plus(Duration.ofHours(number));
    }

    private static Tuple row(int first, int last, int count) {
        return tuple(hour(first), hour(last), count);
    }
}
