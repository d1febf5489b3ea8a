package io.ordo.ranker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rankers a queue can choose, number for number. */
class RankersTest {
    private static final Instant NOON = Instant.parse("2030-06-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({"1, PT0S", "2, PT30S", "3, PT2M", "4, PT10M", "5, PT30M", "6, PT30M", "2147483647, PT30M"})
    void aLowerClassStandsLaterByAFixedTime(int priority, Duration offset) {
        var explanation = Rankers.AGING.rank(new Facts(NOON, priority));
        assertThat(explanation.rank() - rank(NOON, 1)).isEqualTo(offset.toMillis() * 1000);
        assertThat(explanation.contributions())
                .extracting(Contribution::factor, Contribution::offset)
                .containsExactly(tuple("class", offset));
    }

    @Test
    void theClassIsExplainedInWords() {
        assertThat(new ClassFactor().weigh(new Facts(NOON, 4)).words()).isEqualTo("class 4 stands 600 s back");
        assertThat(new ClassFactor().weigh(new Facts(NOON, 9)).words()).isEqualTo("class 5 stands 1800 s back");
    }

    @Test
    void theLowestClassIsPassedForHalfAnHourAndNoLonger() {
        var halfAnHourLater = NOON.plus(Duration.ofMinutes(30));
        assertThat(rank(halfAnHourLater.minusNanos(1_000), 1)).isLessThan(rank(NOON, 5));
        assertThat(rank(halfAnHourLater.plusNanos(1_000), 1)).isGreaterThan(rank(NOON, 5));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 1_000, Integer.MAX_VALUE})
    void priorityAloneIsTheStrictRank(int priority) {
        var explanation = Rankers.PRIORITY.rank(new Facts(NOON, priority));
        assertThat(explanation.rank()).isEqualTo(priority);
        assertThat(explanation.contributions()).isEmpty();
    }

    @Test
    void strictlyMoreUrgentGoesFirstHoweverLateItArrives() {
        var aYearLater = NOON.plus(Duration.ofDays(365));
        assertThat(Rankers.PRIORITY.rank(new Facts(aYearLater, 1)).rank())
                .isLessThan(Rankers.PRIORITY.rank(new Facts(NOON, 2)).rank());
    }

    @Test
    void everyRankerIsFoundByItsName() {
        assertThat(Rankers.names()).containsExactlyInAnyOrder("aging", "fifo", "priority");
        assertThat(Rankers.named("aging")).contains(Rankers.AGING);
        assertThat(Rankers.named("fifo")).contains(Rankers.FIFO);
        assertThat(Rankers.named("priority")).contains(Rankers.PRIORITY);
        assertThat(Rankers.named("Aging")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void aPriorityBelowOneIsRefused(int priority) {
        assertThatThrownBy(() -> new Facts(NOON, priority))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("priority must be at least 1, was " + priority);
    }

    private static long rank(Instant arrival, int priority) {
        return Rankers.AGING.rank(new Facts(arrival, priority)).rank();
    }
}
