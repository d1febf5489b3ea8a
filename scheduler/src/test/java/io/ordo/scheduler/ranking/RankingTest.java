package io.ordo.scheduler.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.ranker.ahead.Outlook;
import io.ordo.ranker.catalog.FactorSpec;
import io.ordo.ranker.catalog.RankerSpec;
import io.ordo.scheduler.queue.RankerVersion;
import io.ordo.scheduler.task.Ranked;
import io.ordo.scheduler.task.Withdrawn;
import io.ordo.scheduler.testing.OpenTransaction;
import io.ordo.scheduler.testing.Rankings;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankingTest {
    private static final Instant ARRIVAL = Instant.parse("2030-01-01T00:00:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"aging", "fifo", "priority", "balanced"})
    void aTaskOfAnotherPriorityStandsWhereItWouldHadItArrivedSo(String ranker) {
        var ranking = Rankings.by(ranker);
        for (int before = 1; before <= 6; before++) {
            for (int after = 1; after <= 6; after++) {
                var ranked = ranking.rank(newcomer(null, before));

                assertThat(ranking.changed(newcomer(null, after), ranked, before))
                        .isEqualTo(ranking.rank(newcomer(null, after)));
            }
        }
    }

    @Test
    void aTaskOfAnotherPriorityIsStillDoneBefore() {
        var lastRun = ARRIVAL.minus(Duration.ofDays(2));
        var ranking = Rankings.withLastRun(RankerVersion.named("kat-boefje").orElseThrow(), lastRun);
        var boefje = new Newcomer(new UUID(0, 1), "q", null, 4, ARRIVAL, ARRIVAL, null, null, 0, "a sort");
        var urgent = new Newcomer(new UUID(0, 1), "q", null, 3, ARRIVAL, ARRIVAL, null, null, 0, "a sort");

        assertThat(ranking.changed(urgent, ranking.rank(boefje), 4)).isEqualTo(ranking.rank(urgent));
    }

    @Test
    void aHopelessDeadlineStaysSoWithAnotherPriority() {
        var ranking = Rankings.by("balanced", () -> ARRIVAL);
        ranking.foresee("q", new Outlook(Collections.nCopies(100, micros(ARRIVAL)), 1, 1, ARRIVAL));
        var hopeless = ranking.rank(due(3));
        ranking.foresee("q", new Outlook(List.of(), 1, 1, ARRIVAL));

        assertThat(ranking.changed(due(4), hopeless, 3).rank())
                .isGreaterThan(ranking.rank(due(4)).rank());
    }

    private static RankerVersion version(String name) {
        return RankerVersion.named(name).orElseThrow();
    }

    private static Newcomer due(int priority) {
        return new Newcomer(
                new UUID(0, 1), "q", null, priority, ARRIVAL, ARRIVAL, null, ARRIVAL.plusSeconds(60), 0, null);
    }

    @Test
    void eachTaskOfATenantStandsBehindItsOthers() {
        var ranking = Rankings.by("fair");

        assertThat(ranking.rank(newcomer("a", 3)).rank()).isEqualTo(micros(ARRIVAL));
        assertThat(ranking.rank(newcomer("a", 3)).rank()).isEqualTo(micros(ARRIVAL.plusSeconds(1)));
        assertThat(ranking.rank(newcomer("b", 3)).rank()).isEqualTo(micros(ARRIVAL));
    }

    @Test
    void whoIsNobodysTenantOwesNothing() {
        var ranking = Rankings.by("fair");
        ranking.rank(newcomer(null, 3));

        assertThat(ranking.rank(newcomer(null, 3)).rank()).isEqualTo(micros(ARRIVAL));
    }

    @Test
    void anUrgentTaskGoesBeforeTheOtherWorkOfItsTenant() {
        var ranking = Rankings.by("balanced");
        for (int i = 0; i < 5_000; i++) {
            ranking.rank(newcomer("a", 3));
        }

        assertThat(ranking.rank(newcomer("a", 1)).rank()).isEqualTo(micros(ARRIVAL));
    }

    @Test
    void whatWasWithdrawnOwesNobodyAnything() {
        var ranking = Rankings.by("fair");
        var ranked = ranking.rank(newcomer("a", 3));
        ranking.withdrawn(new Withdrawn(new UUID(0, 1), "q", ranked.charge("a")));

        assertThat(ranking.rank(newcomer("a", 3)).rank()).isEqualTo(micros(ARRIVAL));
    }

    @Test
    void anotherRankerTakesOverWhatATenantWasCharged() {
        var fair = Rankings.by("fair");
        fair.rank(newcomer("a", 3));
        var second = fair.rank(newcomer("a", 3));
        var heavier = RankerVersion.of(new RankerSpec("heavier", List.of(new FactorSpec("debt", Map.of("weight", 3)))));
        var before = RankerVersion.named("fair").orElseThrow();

        Ranked again = Rankings.of(_ -> heavier, Map.of(before.id(), before)).again(newcomer("a", 3), second);

        assertThat(again.rank()).isEqualTo(micros(ARRIVAL.plusSeconds(3)));
        assertThat(again.ranker()).isEqualTo(heavier.id());
        assertThat(again.level()).isEqualTo(second.level());
    }

    @Test
    void whatWasCutOffIsOwedByWhatStandsBefore() {
        var cut = RankerVersion.of(new RankerSpec("cut", List.of(new FactorSpec("debt", Map.of("most", 1)))));
        var ranker = new AtomicReference<>(cut);
        var ranking = Rankings.of(_ -> ranker.get(), Map.of(cut.id(), cut));
        var ranked =
                Stream.generate(() -> ranking.rank(newcomer("a", 3))).limit(4).toList();

        ranker.set(version("fair"));

        assertThat(ranked)
                .extracting(before -> ranking.again(newcomer("a", 3), before).rank())
                .containsExactly(
                        micros(ARRIVAL),
                        micros(ARRIVAL.plusSeconds(1)),
                        micros(ARRIVAL.plusSeconds(2)),
                        micros(ARRIVAL.plusSeconds(3)));
    }

    @Test
    void whatWasWithdrawnFromAQueueThatIsGoneIsOwedByNobodyInOneThatIsMadeAgain() {
        var transaction = new OpenTransaction();
        var ranking = Rankings.by("fair", transaction);
        var ranked = ranking.rank(newcomer("a", 3));
        transaction.begin();
        ranking.withdrawn(new Withdrawn(new UUID(0, 1), "q", ranked.charge("a")));
        ranking.forget("q");
        ranking.rank(newcomer("a", 3));
        transaction.commit();

        assertThat(ranking.standing("q", "a", 5).debt()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void whatNobodyRankedIsRankedAsIfItCameNow() {
        var none = new Ranked(5, ARRIVAL, 0, null, null, List.of());

        assertThat(Rankings.by("aging").again(newcomer(null, 3), none).rank())
                .isEqualTo(micros(ARRIVAL.plus(Duration.ofMinutes(2))));
    }

    private static Newcomer newcomer(@Nullable String tenant, int priority) {
        return new Newcomer(new UUID(0, 1), "q", tenant, priority, ARRIVAL, ARRIVAL, null, null, 0, null);
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000;
    }
}
