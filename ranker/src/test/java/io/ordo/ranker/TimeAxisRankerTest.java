package io.ordo.ranker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** What holds for every time-axis ranker, whatever its factors are and say. */
class TimeAxisRankerTest {
    private static final Instant NOON = Instant.parse("2030-06-01T12:00:00Z");
    private static final Duration HALF_HOUR = Duration.ofMinutes(30);

    @Property
    void equalFactsGiveEqualRanks(@ForAll("rankers") TimeAxisRanker ranker, @ForAll("facts") Facts facts) {
        assertThat(ranker.rank(facts)).isEqualTo(ranker.rank(facts.but().build()));
    }

    @Property
    void theSumOfTheContributionsIsTheRank(@ForAll("rankers") TimeAxisRanker ranker, @ForAll("facts") Facts facts) {
        var explanation = ranker.explain(facts);
        assertThat(explanation.rank()).isEqualTo(ranker.rank(facts));
        assertThat(Samples.instant(explanation.rank()))
                .isEqualTo(facts.arrival().plus(explanation.moved()));
    }

    @Property
    void storedOffsetsTellTheSameAsFreshOnes(@ForAll("rankers") TimeAxisRanker ranker, @ForAll("facts") Facts facts) {
        var stored = new long[ranker.factors().size()];
        long rank = ranker.rank(facts, stored);
        assertThat(ranker.rankOf(facts, stored)).isEqualTo(rank);
        assertThat(ranker.explain(facts, stored)).isEqualTo(ranker.explain(facts));
    }

    @Property
    void noTaskIsMovedBeyondTheBound(@ForAll("rankers") TimeAxisRanker ranker, @ForAll("facts") Facts facts) {
        assertThat(ranker.explain(facts).moved().abs()).isLessThanOrEqualTo(ranker.bound());
    }

    @Property
    void aSumBeyondTheBoundIsCutToItAndSaysSo(@ForAll("rankers") TimeAxisRanker ranker, @ForAll("facts") Facts facts) {
        var explanation = ranker.explain(facts);
        var sum = explanation.unclamped();
        Assume.that(sum.abs().compareTo(ranker.bound()) > 0);
        assertThat(explanation.moved())
                .isEqualTo(sum.isNegative() ? ranker.bound().negated() : ranker.bound());
        assertThat(explanation.isClamped()).isTrue();
        assertThat(explanation.contributions().getLast().words())
                .contains(Seconds.signed(sum))
                .contains(Seconds.plain(ranker.bound()));
    }

    /** Contributions are whole milliseconds: a task that is older by less may stand level. */
    @Property
    void anOlderTaskOfEqualFactsGoesFirst(
            @ForAll("rankers") TimeAxisRanker ranker,
            @ForAll("facts") Facts older,
            @ForAll @LongRange(min = 1, max = 1_000_000_000L) long millis) {
        var whole = Samples.arriving(older, older.arrival().truncatedTo(ChronoUnit.MILLIS));
        var younger = Samples.arriving(whole, whole.arrival().plusMillis(millis));
        assertThat(ranker.rank(whole)).isLessThanOrEqualTo(ranker.rank(younger));
    }

    /** The longer a task waits, the fewer newcomers can pass it; none ever passes that could not before. */
    @Property
    void waitingNeverCostsATaskItsPlace(
            @ForAll("rankers") TimeAxisRanker ranker,
            @ForAll("facts") Facts waiting,
            @ForAll("facts") Facts newcomer,
            @ForAll @LongRange(min = 1, max = 1_000_000_000L) long millis) {
        long rank = ranker.rank(waiting);
        var now = Samples.arriving(newcomer, newcomer.arrival().truncatedTo(ChronoUnit.MILLIS));
        var later = Samples.arriving(now, now.arrival().plusMillis(millis));
        Assume.that(ranker.rank(now) >= rank);
        assertThat(ranker.rank(later)).isGreaterThanOrEqualTo(rank);
    }

    @Property
    void nothingThatArrivesAfterTheHorizonOvertakes(
            @ForAll("rankers") TimeAxisRanker ranker,
            @ForAll("facts") Facts waiting,
            @ForAll("facts") Facts other,
            @ForAll @LongRange(min = 1, max = 10_000_000L) long micros) {
        var explanation = ranker.explain(waiting);
        var horizon = horizon(explanation);
        var newcomer = moved(other, horizon.plus(micros, ChronoUnit.MICROS));
        assertThat(ranker.rank(newcomer)).isGreaterThan(explanation.rank());
    }

    @Property
    void theHorizonIsNeverLaterThanRankPlusBound(
            @ForAll("rankers") TimeAxisRanker ranker, @ForAll("facts") Facts facts) {
        var explanation = ranker.explain(facts);
        assertThat(horizon(explanation))
                .isBeforeOrEqualTo(Samples.instant(explanation.rank()).plus(ranker.bound()));
    }

    @Property(tries = 300)
    void everyQueueHasOneOrder(
            @ForAll("rankers") TimeAxisRanker ranker,
            @ForAll @Size(min = 2, max = 20) List<@From("facts") Facts> facts) {
        var byRank = Comparator.<Facts>comparingLong(ranker::rank);
        var ranks = facts.stream().sorted(byRank).map(ranker::rank).toList();
        assertThat(ranks)
                .isSorted()
                .isEqualTo(facts.reversed().stream()
                        .sorted(byRank)
                        .map(ranker::rank)
                        .toList());
    }

    /** So every factor has said what it looks at. */
    @Property
    void rankingAgainWithSomeOtherFactsIsRanking(
            @ForAll("rankers") TimeAxisRanker ranker,
            @ForAll("facts") Facts facts,
            @ForAll("facts") Facts others,
            @ForAll Set<Fact> changed) {
        var offsets = new long[ranker.factors().size()];
        ranker.rank(facts, offsets);
        Assume.that(!changed.contains(Fact.PRIORITY) || changed.contains(Fact.CLASS)); // which is made of it
        var mixed = Samples.changed(facts, others, changed);
        assertThat(ranker.rankAgain(mixed, offsets, changed)).isEqualTo(ranker.rank(mixed));
    }

    @Property
    void aRankerLooksAtWhatItsFactorsLookAt(@ForAll("rankers") TimeAxisRanker ranker, @ForAll Fact fact) {
        assertThat(ranker.looksAt(fact))
                .isEqualTo(ranker.factors().stream()
                        .anyMatch(factor -> factor.looksAt().contains(fact)));
    }

    @Example
    void aRankCountsMicrosecondsSinceTheEpoch() {
        var fifo = new TimeAxisRanker("fifo", List.of(), HALF_HOUR);
        var explanation = fifo.explain(new Facts(NOON.plusNanos(1_000), 3));
        assertThat(explanation).isEqualTo(new Explanation(1_906_545_600_000_001L, List.of(), NOON.plusNanos(1_000)));
    }

    @Example
    void aFactorThatSaysNothingOfItsLimitsLeavesTheHorizonAtTheBound() {
        var ranker = new TimeAxisRanker("any", List.of(new Anything()), HALF_HOUR);
        assertThat(ranker.reach()).isEqualTo(HALF_HOUR);
        assertThat(horizon(ranker.explain(new Facts(NOON, 3)))).isEqualTo(NOON.plus(HALF_HOUR));
    }

    @Example
    void aBoundThatIsNotPositiveIsRefused() {
        assertThatThrownBy(() -> new TimeAxisRanker("still", List.of(), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bound");
    }

    @Provide
    static Arbitrary<TimeAxisRanker> rankers() {
        return Samples.rankers();
    }

    @Provide
    static Arbitrary<Facts> facts() {
        return Samples.facts();
    }

    /** The same task as if it had come at another time: everything around its arrival moves with it. */
    private static Facts moved(Facts facts, Instant arrival) {
        var by = Duration.between(facts.arrival(), arrival);
        return Samples.arriving(facts, arrival)
                .but()
                .deadline(facts.deadline() == null ? null : facts.deadline().plus(by))
                .created(facts.created() == null ? null : facts.created().plus(by))
                .dataTime(facts.dataTime() == null ? null : facts.dataTime().plus(by))
                .lastRun(facts.lastRun() == null ? null : facts.lastRun().plus(by))
                .build();
    }

    private static Instant horizon(Explanation explanation) {
        var horizon = explanation.horizon();
        assertThat(horizon).isNotNull();
        return horizon == null ? Instant.MIN : horizon;
    }

    /** A factor as somebody might write it who reads only what must be written. */
    private record Anything() implements Factor {
        @Override
        public String name() {
            return "anything";
        }

        @Override
        public Set<Fact> looksAt() {
            return Set.of();
        }

        @Override
        public long offset(Facts facts, long before) {
            return 0;
        }

        @Override
        public String words(Facts facts, long before, long offset) {
            return "anything goes";
        }
    }
}
