package io.ordo.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class LatenessTest {
    private static final Instant DUE = Instant.parse("2026-01-01T02:00:00Z");

    private final Lateness lateness = new Lateness(4, InstantSource.fixed(DUE));

    @Test
    void whatIsLateStandsInOrder() {
        hit(400, 100, 300, 200);

        assertThat(lateness.isComplete()).isTrue();
        assertThat(lateness.quantile(0.5)).isEqualTo(Duration.ofMillis(200));
        assertThat(lateness.quantile(0.99)).isEqualTo(Duration.ofMillis(400));
    }

    @Test
    void theRateCountsUntilTheLast() {
        hit(400, 100, 300, 200);

        assertThat(lateness.rate()).isCloseTo(10, within(1e-9));
    }

    @Test
    void whatDidNotHappenIsLeftOut() {
        hit(100, 300);

        assertThat(lateness.isComplete()).isFalse();
        assertThat(lateness.quantile(1)).isEqualTo(Duration.ofMillis(300));
    }

    @Test
    void moreThanWasAskedForIsNotCounted() {
        hit(1, 2, 3, 4, 5_000);

        assertThat(lateness.count()).isEqualTo(4);
        assertThat(lateness.quantile(1)).isEqualTo(Duration.ofMillis(4));
    }

    @Test
    void nothingHasNoQuantile() {
        assertThatThrownBy(() -> lateness.quantile(0.5)).isInstanceOf(LoadFailedException.class);
    }

    private void hit(long... millis) {
        for (long late : millis) {
            lateness.hit(DUE, DUE.plusMillis(late));
        }
    }
}
