package io.ordo.ranker;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.ranker.catalog.Rankers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Explanations as a person reads them. */
class ExplanationTest {
    private static final Instant NOON = Instant.parse("2030-06-01T12:00:00Z");
    private static final Ranker BALANCED = Rankers.named("balanced").orElseThrow();

    @Test
    void aTaskOfATenantThatTookTooMuch() {
        var facts = Facts.at(NOON, 4)
                .tenant(new TenantStanding("A", Duration.ofMillis(27_500), 4.12))
                .build();
        var explanation = BALANCED.explain(facts);
        assertThat(lines(explanation))
                .containsExactly(
                        "+600 s: low priority", "+0 s: no deadline", "+41.25 s: tenant A has used 4.1 x its share");
        assertThat(explanation.moved()).isEqualTo(Duration.ofMillis(641_250));
        assertThat(explanation.horizon()).isEqualTo(NOON.plusMillis(641_250).plusSeconds(10));
    }

    @Test
    void aDeadlineBringsATaskForward() {
        var facts = Facts.at(NOON, 4)
                .deadline(NOON.plusSeconds(491))
                .tenant(new TenantStanding("A", Duration.ZERO, 0.4))
                .build();
        assertThat(lines(BALANCED.explain(facts)))
                .containsExactly("+600 s: low priority", "-120 s: due 12:08:11 UTC", "+0 s: tenant A owes nothing");
    }

    @Test
    void theClampSaysWhatItTakesBack() {
        var facts = Facts.at(NOON, 5)
                .tenant(new TenantStanding("A", Duration.ofSeconds(500), 1))
                .build();
        var explanation = BALANCED.explain(facts);
        assertThat(lines(explanation))
                .containsExactly(
                        "+1800 s: lowest priority",
                        "+0 s: no deadline",
                        "+750 s: tenant A has other work in line",
                        "-750 s: all that makes +2550 s; no more than 1800 s later counts");
        assertThat(explanation.unclamped()).isEqualTo(Duration.ofSeconds(2_550));
        assertThat(explanation.moved()).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void urgencyBeyondTheBudgetIsVisible() {
        var facts = Facts.at(NOON, 1)
                .overBudget(true)
                .tenant(new TenantStanding("A", Duration.ZERO, 1))
                .build();
        String words = "+120 s: asks to be urgent, but tenant A has spent its urgency budget: counts as normal";
        assertThat(lines(BALANCED.explain(facts))).startsWith(words);

        var offsets = new long[3];
        BALANCED.rank(facts, offsets);
        var readLater = facts.but().overBudget(false).build();
        assertThat(lines(BALANCED.explain(readLater, offsets))).startsWith(words);
    }

    /** A stored task: its offsets are still there, how its tenant stood is not. */
    @Test
    void offsetsAloneSayEnoughWhenNobodyKnowsHowTheTenantStood() {
        var facts = Facts.at(NOON, 1)
                .overBudget(true)
                .deadline(NOON.plusSeconds(60))
                .expected(Duration.ofSeconds(5))
                .tenant(new TenantStanding("A", Duration.ofMillis(27_500), 4.12))
                .lateness(Duration.ofSeconds(3))
                .build();
        var stored = new long[3];
        BALANCED.rank(facts, stored);
        var left = Facts.at(NOON, 1)
                .deadline(NOON.plusSeconds(60))
                .tenant(new TenantStanding("A", Duration.ZERO, 0))
                .build();
        assertThat(lines(BALANCED.explain(left, stored)))
                .containsExactly(
                        "+120 s: asks to be urgent, but tenant A has spent its urgency budget: counts as normal",
                        "+0 s: due 12:01 UTC, too late to be met when it was ranked",
                        "+41.25 s: tenant A has other work in line");
        assertThat(BALANCED.explain(left, stored).rank()).isEqualTo(BALANCED.rank(facts));
        assertThat(lines(BALANCED.explain(left, new long[3]))).last().isEqualTo("+0 s: tenant A owes nothing");
    }

    @Test
    void aStrictRankerHasNothingToExplainAndNoHorizon() {
        var explanation = Rankers.named("priority").orElseThrow().explain(new Facts(NOON, 7));
        assertThat(explanation).isEqualTo(new Explanation(7, List.of(), null));
        assertThat(explanation.moved()).isZero();
    }

    @Test
    void whatIfItHadAnotherPriority() {
        var facts = Facts.at(NOON, 4)
                .tenant(new TenantStanding("A", Duration.ofSeconds(41), 2))
                .build();
        var stored = new long[3];
        BALANCED.rank(facts, stored);
        var forgotten = new Facts(NOON, 1);
        assertThat(BALANCED.rankAgain(forgotten, stored, Set.of(Fact.CLASS)))
                .isEqualTo(NOON.plusMillis(61_500).toEpochMilli() * 1_000);
    }

    @Test
    void whatIfItsTenantHadNoDebt() {
        var facts = Facts.at(NOON, 4)
                .tenant(new TenantStanding("A", Duration.ofSeconds(41), 2))
                .build();
        var stored = new long[3];
        BALANCED.rank(facts, stored);
        stored[2] = 0;
        assertThat(BALANCED.rankOf(facts, stored))
                .isEqualTo(NOON.plusSeconds(600).toEpochMilli() * 1_000);
    }

    @Test
    void secondsAreExactAndShort() {
        assertThat(Seconds.signed(Duration.ofMillis(1))).isEqualTo("+0.001 s");
        assertThat(Seconds.signed(Duration.ofMillis(-500))).isEqualTo("-0.5 s");
        assertThat(Seconds.signed(Duration.ZERO)).isEqualTo("+0 s");
        assertThat(Seconds.plain(Duration.ofMinutes(20))).isEqualTo("1200 s");
    }

    private static List<String> lines(Explanation explanation) {
        return explanation.contributions().stream().map(Contribution::toString).toList();
    }
}
