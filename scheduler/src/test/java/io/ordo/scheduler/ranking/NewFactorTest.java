package io.ordo.scheduler.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordo.ranker.Fact;
import io.ordo.ranker.Factor;
import io.ordo.ranker.Facts;
import io.ordo.ranker.TimeAxisRanker;
import io.ordo.ranker.ahead.Outlook;
import io.ordo.ranker.fair.Tags;
import io.ordo.ranker.fair.TenantTerms;
import io.ordo.ranker.fair.UrgencyBudget;
import io.ordo.scheduler.queue.MadeRanker;
import io.ordo.scheduler.tenant.Agreement;
import io.ordo.scheduler.testing.Rankings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A factor that nobody has heard of is told what it looks at, and for the rest nobody goes to any trouble. */
class NewFactorTest {
    private static final Instant NOW = Instant.EPOCH;
    private static final Instant LAST_RUN = NOW.minus(Duration.ofDays(2));
    private static final UUID TASK = new UUID(0, 1);

    private final List<Facts> seen = new ArrayList<>();

    @Test
    void itKnowsWhenTheSameWorkWasDoneLast() {
        ranking(Fact.LAST_RUN).rank(newcomer(3, null));
        assertThat(seen.removeLast().lastRun()).isEqualTo(LAST_RUN);

        ranking().rank(newcomer(3, null));
        assertThat(seen.removeLast().lastRun()).isNull();
    }

    @Test
    void itKnowsHowLongTheWorkTakes() {
        for (var ranking : List.of(ranking(Fact.DURATION), ranking())) {
            for (int i = 0; i < 100; i++) {
                ranking.of("q").started(TASK, "a sort", null);
                ranking.settled("q", TASK, null, Duration.ofSeconds(40));
            }
            ranking.rank(newcomer(3, null));
        }

        assertThat(seen.getFirst().expected()).isGreaterThan(Duration.ofSeconds(20));
        assertThat(seen.getLast().expected()).isEqualTo(Facts.UNKNOWN_DURATION);
    }

    @Test
    void itKnowsWhatTheTenantOwesAndTheTenantIsCharged() {
        var ranking = ranking(Fact.DEBT);
        assertThat(ranking.rank(newcomer(3, null)).level()).isEqualTo(Facts.CLASSES);
        ranking.rank(newcomer(3, null));
        assertThat(Objects.requireNonNull(seen.removeLast().tenant()).debt()).isPositive();

        assertThat(ranking().rank(newcomer(3, null)).level()).isNull();
    }

    @Test
    void itKnowsWhetherTheTenantMayBeUrgent() {
        for (var ranking : List.of(ranking(Fact.CLASS), ranking())) {
            var terms = new TenantTerms(1, new UrgencyBudget(Duration.ofMillis(1_500), Duration.ofHours(1)));
            ranking.agree(Map.of("a", new Agreement("a", terms, NOW, "a test")));
            ranking.rank(newcomer(1, null));
            ranking.rank(newcomer(1, null));
        }

        assertThat(seen.stream().map(Facts::overBudget)).containsExactly(false, true, false, false);
    }

    @Test
    void itKnowsWhetherADeadlineCanBeMet() {
        var ranking = ranking(Fact.LATENESS);
        ranking.rank(newcomer(3, NOW.plusSeconds(10)));
        assertThat(ranking.takeQueuesWithDeadlines()).containsExactly("q");
        ranking.foresee("q", new Outlook(Collections.nCopies(100, 0L), 1, 1, NOW));
        ranking.rank(newcomer(3, NOW.plusSeconds(10)));
        assertThat(seen.removeLast().lateness()).isPositive();

        var other = ranking();
        other.rank(newcomer(3, NOW.plusSeconds(10)));
        assertThat(other.takeQueuesWithDeadlines()).isEmpty();
    }

    @Test
    void itIsAskedAgainWhenWhatItLooksAtChanges() {
        var ranking = ranking(Fact.PRIORITY);
        ranking.again(newcomer(2, null), ranking.rank(newcomer(3, null)));
        assertThat(seen.stream().map(Facts::priority)).containsExactly(3, 2);

        var other = ranking(Fact.FAILURES);
        other.again(newcomer(2, null), other.rank(newcomer(4, null)));
        assertThat(seen.stream().map(Facts::priority)).containsExactly(3, 2, 4);
    }

    @Test
    void oneThatFailsInTheMiddleOfABatchCostsNobodyAnything() {
        var failing = new Failing();
        var ranker = new TimeAxisRanker("failing", List.of(failing), Duration.ofMinutes(1));
        var ranking = Rankings.of(_ -> MadeRanker.of(ranker));
        var batch = List.of(newcomer(3, null), newcomer(3, null), newcomer(4, null));
        assertThatThrownBy(() -> ranking.rank(batch)).hasMessage("cannot rank that");
        var books = ranking.of("q");

        assertThat(ranking.standing("q", "a", Facts.CLASSES).debt()).isZero();
        books.adopt(Tags.EMPTY, books.tags.changes());
        assertThat(ranking.standing("q", "a", Facts.CLASSES).debt()).isZero();
    }

    private Ranking ranking(Fact... facts) {
        var factor = new Curious(Set.of(facts), seen);
        var ranker = new TimeAxisRanker("curious", List.of(factor), Duration.ofMinutes(1));
        return Rankings.withLastRun(MadeRanker.of(ranker), LAST_RUN);
    }

    private static Newcomer newcomer(int priority, @Nullable Instant deadline) {
        return new Newcomer(TASK, "q", "a", priority, NOW, NOW, null, deadline, 0, "a sort");
    }

    /** Knows how to rank what is not of class 4. */
    private static final class Failing implements Factor {
        @Override
        public String name() {
            return "failing";
        }

        @Override
        public Set<Fact> looksAt() {
            return Set.of(Fact.DEBT);
        }

        @Override
        public long offset(Facts facts, long before) {
            if (facts.priority() == 4) {
                throw new IllegalStateException("cannot rank that");
            }
            return 0;
        }

        @Override
        public String words(Facts facts, long before, long offset) {
            return "";
        }
    }

    /** Notes what it is told. */
    private record Curious(Set<Fact> looksAt, List<Facts> seen) implements Factor {
        @Override
        public String name() {
            return "curious";
        }

        @Override
        public long offset(Facts facts, long before) {
            seen.add(facts);
            return 0;
        }

        @Override
        public String words(Facts facts, long before, long offset) {
            return "nobody knows";
        }
    }
}
