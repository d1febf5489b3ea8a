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
class TasksAheadTest {
    private static final Instant NOON = Instant.parse("2030-06-01T12:00:00Z");
    private static final Duration HALF_HOUR = Duration.ofMinutes(30);

    private final TasksAhead ahead = new TasksAhead(HALF_HOUR);

    @Example
    void aTaskCountsBehindItsPlace() {
        ahead.queued(rank(60));
        ahead.queued(rank(120));
        assertThat(ahead.before(rank(60))).isZero();
        assertThat(ahead.before(rank(61))).isEqualTo(1);
        assertThat(ahead.before(rank(1_000_000))).isEqualTo(2);
        ahead.gone(rank(60));
        assertThat(ahead.before(rank(120))).isZero();
    }

    @Property(tries = 300)
    void itCountsAsAListWould(@ForAll Random random) {
        List<Long> ranks = new ArrayList<>();
        var own = new TasksAhead(HALF_HOUR);
        int now = 0;
        for (int i = 0; i < 300; i++) {
            now += random.nextInt(10) == 0 ? random.nextInt(20_000) : random.nextInt(60);
            if (ranks.isEmpty() || random.nextInt(5) > 1) {
                long rank = rank(now - 1_800 + random.nextInt(3_600));
                own.queued(rank);
                ranks.add(rank);
            } else {
                own.gone(ranks.remove(random.nextInt(ranks.size())));
            }
            long place = rank(now - 1_800 + random.nextInt(3_600));
            assertThat(own.before(place))
                    .isEqualTo(ranks.stream().filter(rank -> rank < place).count());
        }
    }

    private static long rank(int second) {
        return Duration.between(Samples.instant(0), NOON.plusSeconds(second)).toMillis() * 1_000;
    }
}
