package io.ordo.scheduler.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.cron.CronUtilsCrons;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlannedTimesTest {
    private static final Instant NOON = Instant.parse("2030-10-26T12:00:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void aStretchHasItsEndAndNotItsBegin() {
        var times = new PlannedTimes(schedule("1h"), NOON, NOON.plus(Duration.ofHours(3)));
        assertThat(times.oldest(9)).containsExactly(hour(1), hour(2), hour(3));
        assertThat(times.oldest(2)).containsExactly(hour(1), hour(2));
        assertThat(times.newest(9)).containsExactly(hour(1), hour(2), hour(3));
        assertThat(times.newest(2)).containsExactly(hour(2), hour(3));
        assertThat(times.newest(0)).isEmpty();
        assertThat(times.count(9)).isEqualTo(3);
        assertThat(times.count(2)).isEqualTo(2);
    }

    @Test
    void anEmptyStretchHasNone() {
        assertThat(new PlannedTimes(schedule("1h"), NOON, NOON).newest(9)).isEmpty();
        assertThat(new PlannedTimes(schedule("* * * * * *"), NOON, NOON.minusSeconds(5)).newest(9))
                .isEmpty();
        assertThat(new PlannedTimes(schedule("1h"), NOON, NOON.minusSeconds(9_000)).count(9))
                .isZero();
        assertThat(new PlannedTimes(schedule("0 0 30 2 *"), Instant.EPOCH, NOON).newest(9))
                .isEmpty();
    }

    @Test
    void whatCountsFromTheEndOfTasksHasNone() {
        var times = new PlannedTimes(schedule("after 1s"), NOON, NOON.plusSeconds(99));
        assertThat(times.oldest(9)).isEmpty();
        assertThat(times.newest(9)).isEmpty();
        assertThat(times.count(9)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7s",
                "5m",
                "now",
                "in 1h",
                "manual",
                "*/5 * * * *",
                "* 0 * * * *",
                "30 2 * * *",
                "0 0 29 2 *",
                "* * 28 10 *",
                "0 0 L * *",
                "0 9-17 * * MON-FRI"
            })
    void theNewestAreTheLastOfAll(String text) {
        var schedule = schedule(text);
        var random = new Random(1);
        for (int i = 0; i < 25; i++) {
            var from = NOON.plusSeconds(random.nextInt(200_000) - 50_000).plusNanos(random.nextInt(2));
            var to = from.plusSeconds(random.nextInt(random.nextBoolean() ? 400 : 200_000));
            var all = all(schedule, from, to);
            int most = random.nextInt(12);
            var times = new PlannedTimes(schedule, from, to);
            assertThat(times.newest(most))
                    .as("%s newest of (%s, %s]", most, from, to)
                    .isEqualTo(all.subList(Math.max(0, all.size() - most), all.size()));
            assertThat(times.oldest(most)).isEqualTo(all.subList(0, Math.min(most, all.size())));
            assertThat(times.count(most)).isEqualTo(Math.min(most, all.size()));
            assertThat(times.count(1_000_000)).isEqualTo(all.size());
        }
    }

    /** Every second of one day of October in a stretch of thirty years: a billion seconds, 86 400 a year planned. */
    @Test
    void theNewestOfALongStretchNeedNoLongWalk() {
        var asked = new AtomicInteger();
        var crowded = (Schedule.Cron) schedule("* * * 1 10 *");
        var counting = new Schedule.Cron(new Counting(crowded.times(), asked), BERLIN, Dst.DEFAULT);
        var times = new PlannedTimes(counting, NOON.minus(Duration.ofDays(10_957)), NOON);
        assertThat(times.newest(10)).hasSize(10).last().isEqualTo(Instant.parse("2030-10-01T21:59:59Z"));
        assertThat(asked.get()).isLessThan(200);
    }

    @Test
    void timesOfAnIntervalAreCountedWithoutAWalk() {
        var times = new PlannedTimes(schedule("1s"), NOON.minusSeconds(99), NOON.plusSeconds(4_000_000_000L));
        assertThat(times.count(Long.MAX_VALUE)).isEqualTo(4_000_000_000L);
        assertThat(times.newest(2)).containsExactly(NOON.plusSeconds(3_999_999_999L), NOON.plusSeconds(4_000_000_000L));
    }

    private static List<Instant> all(Schedule schedule, Instant from, Instant to) {
        var all = new ArrayList<Instant>();
        var next = schedule.nextAfter(from);
        while (next.isPresent() && !next.get().isAfter(to)) {
            all.add(next.get());
            next = schedule.nextAfter(next.get());
        }
        return all;
    }

    private static Instant hour(int hours) {
        return NOON.plus(Duration.ofHours(hours));
    }

    private static Schedule schedule(String text) {
        return new ScheduleExpression(text, BERLIN).read(new CronUtilsCrons(), NOON);
    }

    private record Counting(LocalTimes times, AtomicInteger asked) implements LocalTimes {
        @Override
        public Optional<LocalDateTime> nextAfter(LocalDateTime local) {
            asked.incrementAndGet();
            return times.nextAfter(local);
        }

        @Override
        public boolean isFixed() {
            return times.isFixed();
        }

        @Override
        public String words() {
            return times.words();
        }
    }
}
