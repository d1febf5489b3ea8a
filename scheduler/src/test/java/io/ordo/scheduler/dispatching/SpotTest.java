package io.ordo.scheduler.dispatching;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.dispatching.Spot.Turn;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpotTest {
    private static final long NOW = 1_000;

    private final Spot<String> spot = new Spot<>(1, new Random(1));

    @Test
    void fiveTroublesInARowShutItHoweverSlowlyTheyCome() {
        for (int i = 0; i < 4; i++) {
            assertThat(troubled(NOW)).isZero();
            spot.foundOpen();
        }

        assertThat(troubled(NOW)).isBetween(Duration.ofSeconds(1), Duration.ofMillis(1_200));
        assertThat(spot.take("next", NOW)).isEqualTo(Turn.LEAVE);
    }

    @Test
    void whoeverReachesItForgivesItsTrouble() {
        for (int i = 0; i < 4; i++) {
            troubled(NOW);
        }
        spot.take("a", NOW);
        assertThat(spot.reached()).isFalse();

        assertThat(troubled(NOW)).isZero();
    }

    @Test
    void eachTryInVainDoublesThePauseUpToAMinute() {
        long now = NOW;
        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            assertThat(spot.take("a", now)).isEqualTo(Turn.GO);
            var pause = spot.away(now);
            assertThat(pause)
                    .isBetween(
                            Duration.ofSeconds(seconds),
                            Duration.ofSeconds(seconds).multipliedBy(6).dividedBy(5));
            now += pause.toNanos();
        }
    }

    @Test
    void whatAnotherSchedulerReachedIsOpenHereToo() {
        spot.take("a", NOW);
        spot.away(NOW);
        assertThat(spot.take("b", NOW)).isEqualTo(Turn.LEAVE);

        spot.foundOpen();

        assertThat(spot.take("b", NOW)).isEqualTo(Turn.GO);
    }

    @Test
    void whatHasNoRoomWaitsInItsOrder() {
        assertThat(spot.take("a", NOW)).isEqualTo(Turn.GO);
        assertThat(spot.take("b", NOW)).isEqualTo(Turn.WAIT);
        assertThat(spot.take("c", NOW)).isEqualTo(Turn.WAIT);
        assertThat(spot.next()).isNull();

        spot.reached();

        assertThat(spot.next()).isEqualTo("b");
        assertThat(spot.next()).isNull();
    }

    private Duration troubled(long now) {
        spot.take("a", now);
        return spot.troubled(now);
    }
}
