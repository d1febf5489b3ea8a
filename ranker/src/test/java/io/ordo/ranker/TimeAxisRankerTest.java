package io.ordo.ranker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** What holds for every time-axis ranker, whatever its factors say. */
class TimeAxisRankerTest {
    private static final Instant NOON = Instant.parse("2030-06-01T12:00:00Z");

    @Property
    void equalFactsGiveEqualRanks(@ForAll("rankers") TimeAxisRanker ranker, @ForAll("facts") Facts facts) {
        assertThat(ranker.rank(facts)).isEqualTo(ranker.rank(new Facts(facts.arrival(), facts.priority())));
    }

    @Property
    void theRankIsAPlaceOnTheTimeAxis(@ForAll("rankers") TimeAxisRanker ranker, @ForAll("facts") Facts facts) {
        var explanation = ranker.rank(facts);
        var sum = explanation.contributions().stream().map(Contribution::offset).reduce(Duration.ZERO, Duration::plus);
        assertThat(explanation.contributions()).hasSameSizeAs(ranker.factors());
        assertThat(instant(explanation.rank())).isEqualTo(facts.arrival().plus(clamped(sum, ranker.bound())));
    }

    @Property
    void noFactorMovesATaskBeyondTheBound(@ForAll("rankers") TimeAxisRanker ranker, @ForAll("facts") Facts facts) {
        var moved = Duration.between(facts.arrival(), instant(ranker.rank(facts).rank()));
        assertThat(moved.abs()).isLessThanOrEqualTo(ranker.bound());
    }

    @Property
    void anOlderTaskOfEqualPriorityGoesFirst(
            @ForAll("rankers") TimeAxisRanker ranker,
            @ForAll("facts") Facts older,
            @ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long micros) {
        var younger = new Facts(older.arrival().plus(micros, ChronoUnit.MICROS), older.priority());
        assertThat(ranker.rank(older).rank()).isLessThan(ranker.rank(younger).rank());
    }

    @Property
    void nothingThatArrivesAfterRankPlusBoundOvertakes(
            @ForAll("rankers") TimeAxisRanker ranker,
            @ForAll("facts") Facts waiting,
            @ForAll("facts") Facts other,
            @ForAll @LongRange(min = 1, max = 10_000_000L) long micros) {
        long rank = ranker.rank(waiting).rank();
        var arrival = instant(rank).plus(ranker.bound()).plus(micros, ChronoUnit.MICROS);
        assertThat(ranker.rank(new Facts(arrival, other.priority())).rank()).isGreaterThan(rank);
    }

    @Property
    void everyQueueHasOneOrder(
            @ForAll("rankers") TimeAxisRanker ranker,
            @ForAll @Size(min = 2, max = 20) List<@From("facts") Facts> facts) {
        var byRank = Comparator.<Facts>comparingLong(one -> ranker.rank(one).rank());
        var ranks = facts.stream().sorted(byRank).map(one -> ranker.rank(one).rank());
        var ranksOfReversed = facts.reversed().stream()
                .sorted(byRank)
                .map(one -> ranker.rank(one).rank());
        assertThat(ranks.toList()).isSorted().isEqualTo(ranksOfReversed.toList());
    }

    @Property
    void aSumBeyondTheBoundIsCutToIt(@ForAll("rankers") TimeAxisRanker ranker, @ForAll("facts") Facts facts) {
        var sum = ranker.rank(facts).contributions().stream()
                .map(Contribution::offset)
                .reduce(Duration.ZERO, Duration::plus);
        Assume.that(sum.abs().compareTo(ranker.bound()) > 0);
        var edge = sum.isNegative() ? ranker.bound().negated() : ranker.bound();
        assertThat(instant(ranker.rank(facts).rank())).isEqualTo(facts.arrival().plus(edge));
    }

    @Example
    void aRankCountsMicrosecondsSinceTheEpoch() {
        var fifo = new TimeAxisRanker("fifo", List.of(), Duration.ofMinutes(30));
        assertThat(fifo.rank(new Facts(NOON.plusNanos(1_000), 3)))
                .isEqualTo(new Explanation(1_906_545_600_000_001L, List.of()));
    }

    @Example
    void aBoundThatIsNotPositiveIsRefused() {
        assertThatThrownBy(() -> new TimeAxisRanker("still", List.of(), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bound");
    }

    @Provide
    static Arbitrary<TimeAxisRanker> rankers() {
        var factors = Arbitraries.integers()
                .between(-7_200, 7_200)
                .map(TimeAxisRankerTest::secondsByPriority)
                .list()
                .ofMaxSize(4);
        var bounds = Arbitraries.integers().between(1, 3_600).map(Duration::ofSeconds);
        var random = Combinators.combine(factors, bounds)
                .as((some, bound) -> new TimeAxisRanker("random", some, bound))
                .withoutEdgeCases();
        return Arbitraries.oneOf(random, Arbitraries.just((TimeAxisRanker) Rankers.AGING));
    }

    @Provide
    static Arbitrary<Facts> facts() {
        var arrivals = Arbitraries.longs().between(0, 4_000_000_000_000_000L).map(TimeAxisRankerTest::instant);
        return Combinators.combine(arrivals, Arbitraries.integers().between(1, 1_000))
                .as(Facts::new);
    }

    private static Factor secondsByPriority(int seconds) {
        return facts -> new Contribution("random", Duration.ofSeconds(seconds % 100L * facts.priority()), "as drawn");
    }

    private static Duration clamped(Duration sum, Duration bound) {
        return Duration.ofMillis(Math.clamp(sum.toMillis(), -bound.toMillis(), bound.toMillis()));
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
