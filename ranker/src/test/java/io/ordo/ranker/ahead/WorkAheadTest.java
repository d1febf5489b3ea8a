package io.ordo.ranker.ahead;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.ranker.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** How much is queued before a place. */
class WorkAheadTest {
    private static final Instant NOON = Instant.parse("2030-06-01T12:00:00Z");
    private static final Duration HALF_HOUR = Duration.ofMinutes(30);

    private final WorkAhead ahead = new WorkAhead(HALF_HOUR);

    @Example
    void workCountsAtItsPlaceAndBehindIt() {
        ahead.queued(rank(60), Duration.ofSeconds(5));
        ahead.queued(rank(120), Duration.ofMillis(500));
        assertThat(ahead.upTo(rank(59))).isZero();
        assertThat(ahead.upTo(rank(60))).isEqualTo(Duration.ofSeconds(5));
        assertThat(ahead.upTo(rank(1_000_000))).isEqualTo(Duration.ofMillis(5_500));
        ahead.gone(rank(60), Duration.ofSeconds(5));
        assertThat(ahead.upTo(rank(119))).isZero();
    }

    @Example
    void aDeadlineIsMissedWhenTheWorkBeforeItTakesLonger() {
        ahead.queued(rank(10), Duration.ofSeconds(100));
        ahead.queued(rank(50), Duration.ofSeconds(100));
        assertThat(ahead.lateness(NOON, NOON.plusSeconds(40), 4)).isZero();
        assertThat(ahead.lateness(NOON, NOON.plusSeconds(40), 2)).isEqualTo(Duration.ofSeconds(10));
        assertThat(ahead.lateness(NOON, NOON.plusSeconds(60), 2)).isEqualTo(Duration.ofSeconds(40));
    }

    @Property(tries = 300)
    void itCountsAsAListWould(@ForAll Random random) {
        record Task(long rank, Duration work) {}
        List<Task> tasks = new ArrayList<>();
        var own = new WorkAhead(HALF_HOUR);
        int now = 0;
        for (int i = 0; i < 300; i++) {
            now += random.nextInt(10) == 0 ? random.nextInt(20_000) : random.nextInt(60);
            if (tasks.isEmpty() || random.nextInt(5) > 1) {
                var task =
                        new Task(rank(now - 1_800 + random.nextInt(3_600)), Duration.ofMillis(random.nextInt(9_000)));
                own.queued(task.rank(), task.work());
                tasks.add(task);
            } else {
                var task = tasks.remove(random.nextInt(tasks.size()));
                own.gone(task.rank(), task.work());
            }
            long place = rank(now - 1_800 + random.nextInt(3_600)) + 999_999;
            long exact = tasks.stream()
                    .filter(task -> task.rank() <= place)
                    .mapToLong(task -> task.work().toMillis())
                    .sum();
            assertThat(own.upTo(place).toMillis()).isBetween(exact - 1, exact + 1);
        }
    }

    private static long rank(int second) {
        return Duration.between(Samples.instant(0), NOON.plusSeconds(second)).toMillis() * 1_000;
    }
}
