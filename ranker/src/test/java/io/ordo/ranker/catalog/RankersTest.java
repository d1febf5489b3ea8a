package io.ordo.ranker.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.ranker.Factor;
import io.ordo.ranker.Facts;
import io.ordo.ranker.Ranker;
import io.ordo.ranker.StrictRanker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rankers a queue can choose. */
class RankersTest {
    private static final Instant NOON = Instant.parse("2030-06-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "fifo, ''",
        "priority, ''",
        "aging, class",
        "deadline, deadline",
        "fair, debt",
        "shortest, duration",
        "kat-boefje, kat-boefje",
        "kat-time, kat-time",
        "balanced, class deadline debt"
    })
    void everyRankerIsFoundByItsNameAndWeighsThis(String name, String factors) {
        var ranker = named(name);
        assertThat(ranker.name()).isEqualTo(name);
        assertThat(String.join(" ", ranker.factors().stream().map(Factor::name).toList()))
                .isEqualTo(factors);
        assertThat(ranker instanceof StrictRanker).isEqualTo(name.equals("priority"));
    }

    @Test
    void thereAreNoOthers() {
        assertThat(Rankers.names())
                .containsExactly(
                        "fifo",
                        "priority",
                        "aging",
                        "deadline",
                        "fair",
                        "shortest",
                        "kat-boefje",
                        "kat-time",
                        "balanced");
        assertThat(Rankers.named("Aging")).isEmpty();
        assertThat(Rankers.spec("none")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void aRankerIsWhatItsSpecSays(String name) {
        var spec = Rankers.spec(name).orElseThrow();
        assertThat(RankerSpec.of(spec.toMap())).isEqualTo(spec);
        assertThat(RankerSpec.of(spec.toCompleteMap()).version()).isEqualTo(spec.version());
        var facts = Facts.at(NOON, 4).deadline(NOON.plusSeconds(77)).build();
        assertThat(spec.ranker().explain(facts)).isEqualTo(named(name).explain(facts));
    }

    @Test
    void theLowestClassIsPassedForHalfAnHourAndNoLonger() {
        var aging = named("aging");
        var halfAnHourLater = NOON.plus(Duration.ofMinutes(30));
        long waiting = aging.rank(new Facts(NOON, 5));
        assertThat(aging.rank(new Facts(halfAnHourLater.minusNanos(1_000), 1))).isLessThan(waiting);
        assertThat(aging.rank(new Facts(halfAnHourLater.plusNanos(1_000), 1))).isGreaterThan(waiting);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 1_000, Integer.MAX_VALUE})
    void priorityAloneIsTheStrictRank(int priority) {
        assertThat(named("priority").rank(new Facts(NOON, priority))).isEqualTo(priority);
    }

    @Test
    void strictlyMoreUrgentGoesFirstHoweverLateItArrives() {
        var strict = named("priority");
        assertThat(strict.rank(new Facts(NOON.plus(Duration.ofDays(365)), 1)))
                .isLessThan(strict.rank(new Facts(NOON, 2)));
    }

    static List<String> names() {
        return List.copyOf(Rankers.names());
    }

    private static Ranker named(String name) {
        return Rankers.named(name).orElseThrow();
    }
}
