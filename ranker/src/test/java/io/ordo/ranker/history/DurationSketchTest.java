package io.ordo.ranker.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;

/** Quantiles of durations: how right, how mergeable, how small. */
class DurationSketchTest {
    @Property
    void aQuantileIsRightWithinFivePercent(
            @ForAll("durations") List<Duration> durations, @ForAll @DoubleRange(min = 0.01, max = 1) double share) {
        var sorted = durations.stream().sorted().toList();
        var exact = sorted.get((int) Math.ceil(share * sorted.size()) - 1);
        assertThat((double) sketch(durations).quantile(share).toMillis())
                .isCloseTo((double) exact.toMillis(), within(0.5 + exact.toMillis() * 0.05));
    }

    @Property
    void mergedSketchesKnowWhatOneWould(
            @ForAll("durations") List<Duration> some, @ForAll("durations") List<Duration> others) {
        var merged = sketch(some);
        merged.merge(sketch(others));
        var swapped = sketch(others);
        swapped.merge(sketch(some));
        var together = sketch(Stream.concat(some.stream(), others.stream()).toList());
        for (double share : new double[] {0.1, 0.5, 0.9}) {
            assertThat(merged.quantile(share))
                    .isEqualTo(together.quantile(share))
                    .isEqualTo(swapped.quantile(share));
        }
    }

    @Property
    void aSketchIsReadAsItWasWritten(@ForAll("durations") List<Duration> durations) {
        var sketch = sketch(durations);
        assertThat(DurationSketch.of(sketch.toBytes()).toBytes()).isEqualTo(sketch.toBytes());
        assertThat(DurationSketch.of(sketch.toBytes()).size()).isEqualTo(sketch.size());
    }

    @Example
    void theNewestSpeakLoudest() {
        var sketch = new DurationSketch();
        for (int i = 0; i < 1_000; i++) {
            sketch.add(Duration.ofSeconds(100));
        }
        for (int i = 0; i < 300; i++) {
            sketch.add(Duration.ofSeconds(1));
        }
        assertThat(sketch.quantile(0.5)).isLessThan(Duration.ofSeconds(2));
        assertThat(sketch.size()).isLessThanOrEqualTo(256);
    }

    @Example
    void whatHasNoBoundsIsCut() {
        var sketch = sketch(List.of(Duration.ZERO, Duration.ofDays(1_000)));
        assertThat(sketch.quantile(0)).isEqualTo(Duration.ofMillis(1));
        assertThat(sketch.quantile(1)).isBetween(Duration.ofDays(27), Duration.ofDays(33));
        assertThat(new DurationSketch().quantile(0.5)).isZero();
    }

    @Example
    void bytesOfSomethingElseAreRefused() {
        for (var bytes : List.of(new byte[0], new byte[5], new byte[] {1, 0, 0, 0, 9}, new byte[] {1, -1, 0, 0, 0})) {
            assertThatThrownBy(() -> DurationSketch.of(bytes)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Provide
    static Arbitrary<List<Duration>> durations() {
        return Arbitraries.longs()
                .between(1, 2_000_000_000L)
                .map(Duration::ofMillis)
                .list()
                .ofMinSize(1)
                .ofMaxSize(120);
    }

    private static DurationSketch sketch(List<Duration> durations) {
        var sketch = new DurationSketch();
        durations.forEach(sketch::add);
        return sketch;
    }
}
