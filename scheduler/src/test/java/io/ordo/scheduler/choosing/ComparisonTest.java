package io.ordo.scheduler.choosing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.choosing.Comparison.Moved;
import io.ordo.scheduler.choosing.ShadowRank.By;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    @Test
    void theSameOrderIsNoDifferenceWhateverTheRanks() {
        var same = Comparison.of(List.of(rank(0, 10, -5), rank(1, 10, -5), rank(2, 11, 7)));

        assertThat(same.divergence().kendallTau()).isEqualTo(1);
        assertThat(same.earlier()).isEmpty();
        assertThat(same.later()).isEmpty();
    }

    @Test
    void thoseThatMoveMostAreNamedFirst() {
        var moved = Comparison.of(List.of(rank(0, 1, 4), rank(1, 2, 2), rank(2, 3, 3), rank(3, 4, 1)));

        assertThat(moved.earlier()).extracting(one -> one.rank().task()).containsExactly(new UUID(0, 3));
        assertThat(moved.earlier()).extracting(Moved::live).containsExactly(4);
        assertThat(moved.earlier()).extracting(Moved::shadow).containsExactly(1);
        assertThat(moved.later()).extracting(one -> one.rank().task()).containsExactly(new UUID(0, 0));
    }

    @Test
    void onlySoManyAreNamed() {
        var reversed = Comparison.of(
                IntStream.range(0, 100).mapToObj(i -> rank(i, i, 100 - i)).toList());

        assertThat(reversed.divergence().kendallTau()).isEqualTo(-1);
        assertThat(reversed.earlier())
                .hasSize(10)
                .first()
                .satisfies(one -> assertThat(one.live()).isEqualTo(100));
        assertThat(reversed.later())
                .hasSize(10)
                .first()
                .satisfies(one -> assertThat(one.live()).isEqualTo(1));
    }

    @Test
    void nothingIsComparedWithNothing() {
        assertThat(Comparison.of(List.of()).divergence().tasks()).isZero();
    }

    private static ShadowRank rank(int task, long live, long shadow) {
        return new ShadowRank("q", new UUID(0, task), "a", 3, new By(1, live), new By(2, shadow), Instant.EPOCH);
    }
}
