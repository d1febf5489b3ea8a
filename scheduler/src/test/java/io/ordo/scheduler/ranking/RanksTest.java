package io.ordo.scheduler.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RanksTest {
    private static final Instant ARRIVAL = Instant.parse("2030-01-01T00:00:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"aging", "fifo", "priority"})
    void aTaskOfAnotherPriorityStandsWhereItWouldHadItArrivedSo(String ranker) {
        for (int before = 1; before <= 6; before++) {
            for (int after = 1; after <= 6; after++) {
                long rank = Ranks.rank(ranker, before, ARRIVAL);

                assertThat(Ranks.reranked(ranker, rank, before, after)).isEqualTo(Ranks.rank(ranker, after, ARRIVAL));
            }
        }
    }

    @Test
    void wherePriorityAloneCountsARankOfAnotherRankerIsForgotten() {
        long rank = Ranks.rank("aging", 3, ARRIVAL);

        assertThat(Ranks.reranked("priority", rank, 3, 2)).isEqualTo(2);
        assertThat(Ranks.reranked("aging", 3, 3, 2))
                .isEqualTo(3 - Duration.ofSeconds(90).toNanos() / 1_000);
    }
}
