package io.ordo.ranker.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** How far two orders differ. */
class DivergenceTest {
    @Example
    void theSameTheReverseAndNothing() {
        var up = LongStream.range(0, 1_000).toArray();
        var down = LongStream.range(0, 1_000).map(i -> -i).toArray();
        assertThat(Divergence.of(up, up)).isEqualTo(new Divergence(1_000, 1, 0));
        assertThat(Divergence.of(up, down).kendallTau()).isEqualTo(-1);
        assertThat(Divergence.of(up, down).moved()).isGreaterThan(0.98);
        assertThat(Divergence.of(new long[] {5}, new long[] {7})).isEqualTo(new Divergence(1, 1, 0));
    }

    @Example
    void oneTaskThatPassesAllMovesOneTask() {
        var live = LongStream.range(0, 1_000).toArray();
        var candidate = live.clone();
        candidate[999] = -1;
        assertThat(Divergence.of(live, candidate).moved()).isEqualTo(0.001);
        assertThat(Divergence.of(live, candidate).kendallTau()).isCloseTo(0.996, within(1e-9));
    }

    @Property(tries = 200)
    void tauCountsThePairsInOrder(
            @ForAll @Size(value = 30) @LongRange(min = 0, max = 20) long[] live,
            @ForAll @Size(value = 30) @LongRange(min = 0, max = 20) long[] candidate) {
        int sum = 0;
        for (int i = 0; i < 30; i++) {
            for (int j = i + 1; j < 30; j++) {
                sum += live[i] <= live[j] == candidate[i] <= candidate[j] ? 1 : -1;
            }
        }
        assertThat(Divergence.of(live, candidate).kendallTau()).isCloseTo(sum / 435.0, within(1e-9));
    }

    @Example
    void ranksOfDifferentTasksAreNotCompared() {
        assertThatThrownBy(() -> Divergence.of(new long[1], new long[2])).isInstanceOf(IllegalArgumentException.class);
    }
}
