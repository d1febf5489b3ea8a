package io.ordo.scheduler.choosing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReservoirTest {
    private final Reservoir<Integer> reservoir = new Reservoir<>(100, new Random(7));

    @Test
    void whatFitsIsAllKept() {
        IntStream.range(0, 100).forEach(reservoir::offer);

        assertThat(reservoir.empty())
                .containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
        assertThat(reservoir.empty()).isEmpty();
    }

    @Test
    void ofMoreThanFitsEachHasTheSameChance() {
        var seen = new int[10];
        for (int round = 0; round < 100; round++) {
            IntStream.range(0, 1_000).forEach(reservoir::offer);
            var kept = reservoir.empty();
            assertThat(kept).hasSize(100).doesNotHaveDuplicates();
            kept.forEach(item -> seen[item / 100]++);
        }

        assertThat(IntStream.of(seen).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(850, 1_150));
    }
}
