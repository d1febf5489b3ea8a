package io.ordo.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MeterTest {
    private static final long SECOND = 1_000_000_000L;

    private final Meter meter = new Meter(Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(1));

    @Test
    void theWarmUpDoesNotCount() {
        meter.start(0);
        meter.add(1_000_000);
        for (int second = 1; second <= 4; second++) {
            meter.look(second * SECOND);
            meter.add(10L * second);
        }

        assertThat(meter.isOver()).isTrue();
        assertThat(meter.rate()).isEqualTo(20);
        assertThat(meter.rateOfLast(1)).isEqualTo(30);
    }

    @Test
    void betweenTicksNothingIsNoted() {
        meter.start(0);
        meter.look(SECOND);
        meter.look(SECOND + 1);
        meter.look(SECOND + 2);

        assertThat(meter.isOver()).isFalse();
        assertThat(meter.length()).isZero();
    }

    @Test
    void whatRunsOutInTheWarmUpCannotBeMeasured() {
        meter.start(System.nanoTime());
        meter.runOut();

        assertThat(meter.isOver()).isTrue();
        assertThatThrownBy(meter::rate).isInstanceOf(LoadFailedException.class);
    }
}
