package io.ordo.scheduler.foreseeing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ordo.scheduler.foreseeing.Experience.Range;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How estimates learn from what came. */
class ExperienceTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Experience experience = new Experience();

    @Test
    void aFewTellNothing() {
        IntStream.range(0, 19).forEach(_ -> experience.add(MINUTE, MINUTE, null));

        assertThat(experience.of(MINUTE)).isEmpty();
        assertThat(experience.calibration()).isEmpty();
    }

    @Test
    void whatTookTwiceAsLongWillTakeTwiceAsLong() {
        IntStream.range(0, 20).forEach(_ -> experience.add(MINUTE, MINUTE.multipliedBy(2), null));

        var range = experience.of(Duration.ofMinutes(10)).orElseThrow();

        assertThat(range.median().toSeconds()).isCloseTo(1_200, within(60L));
        assertThat(range.high()).isEqualTo(range.median());
        assertThat(experience.calibration().orElseThrow().medianRatio()).isCloseTo(2, within(0.1));
        assertThat(experience.calibration().orElseThrow().within()).isNull();
    }

    @Test
    void theRangeHoldsEightInTen() {
        IntStream.rangeClosed(1, 100).forEach(i -> experience.add(MINUTE, Duration.ofSeconds(i), null));

        var range = experience.of(MINUTE).orElseThrow();

        assertThat(range.low().toMillis()).isCloseTo(10_000, within(1_000L));
        assertThat(range.high().toMillis()).isCloseTo(90_000, within(9_000L));
    }

    @Test
    void itCountsWhoStartedWithinWhatWasSaid() {
        var range = new Range(Duration.ofSeconds(30), MINUTE, Duration.ofSeconds(90));
        IntStream.range(0, 30).forEach(_ -> experience.add(MINUTE, MINUTE, range));
        IntStream.range(0, 10).forEach(_ -> experience.add(MINUTE, Duration.ofHours(1), range));

        assertThat(experience.calibration().orElseThrow().within()).isCloseTo(0.75, within(1e-9));
        assertThat(experience.calibration().orElseThrow().estimates()).isEqualTo(40);
    }
}
