package io.ordo.scheduler.foreseeing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.foreseeing.Lineup.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How old a sample may be. */
class SamplesTest {
    private final Counting lookout = new Counting();
    private final List<Runnable> aside = new ArrayList<>();
    private long now;
    private final Samples samples = new Samples(lookout, () -> now, aside::add);

    @Test
    void aSampleIsTakenOnceForFiveSeconds() {
        assertThat(taken()).isEqualTo(1);
        pass(Duration.ofSeconds(5));

        assertThat(taken()).isEqualTo(1);
        assertThat(aside).isEmpty();
        assertThat(samples.of("another")).isEqualTo(Lineup.EMPTY);
    }

    @Test
    void anOldOneIsUsedWhileItIsTakenAgain() {
        taken();
        pass(Duration.ofSeconds(6));

        assertThat(taken()).isEqualTo(1);
        aside.forEach(Runnable::run);
        assertThat(taken()).isEqualTo(2);
        aside.forEach(Runnable::run);
        assertThat(taken()).isEqualTo(2);
    }

    @Test
    void aVeryOldOneIsNotUsed() {
        taken();
        pass(Duration.ofSeconds(31));

        assertThat(taken()).isEqualTo(2);
        assertThat(aside).isEmpty();
    }

    private long taken() {
        return samples.of("mail").rows().getFirst().rank();
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    /** Ranks its one task by how often it was asked. */
    private static final class Counting extends Blind {
        private int asked;

        @Override
        public Map<String, Lineup> sample() {
            asked++;
            return Map.of("mail", new Lineup(List.of(new Row(asked, 0, null, 3, Instant.EPOCH)), 1, true));
        }
    }
}
