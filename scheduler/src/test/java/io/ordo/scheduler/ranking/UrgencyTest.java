package io.ordo.scheduler.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordo.ranker.catalog.FactorSpec;
import io.ordo.ranker.catalog.RankerSpec;
import io.ordo.ranker.fair.TenantTerms;
import io.ordo.ranker.fair.UrgencyBudget;
import io.ordo.scheduler.queue.RankerVersion;
import io.ordo.scheduler.task.NewTask;
import io.ordo.scheduler.task.Task;
import io.ordo.scheduler.task.Task.Source;
import io.ordo.scheduler.tenant.Agreement;
import io.ordo.scheduler.testing.OpenTransaction;
import io.ordo.scheduler.testing.Rankings;
import io.ordo.scheduler.work.RetryPolicy;
import io.ordo.scheduler.work.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What tenants spend of their urgency budgets, and have again. */
class UrgencyTest {
    private static final Instant ARRIVAL = Instant.parse("2030-01-01T00:00:00Z");

    @Test
    void whoBecomesUrgentSpendsTheBudgetOfItsTenant() {
        var ranking = Rankings.by("balanced", () -> ARRIVAL);
        ranking.agree(Map.of("a", agreed(Duration.ofMillis(500))));
        var normal = ranking.rank(newcomer("a", 4));
        ranking.rank(newcomer("a", 1));

        assertThat(ranking.changed(newcomer("a", 1), normal, 4).level()).isEqualTo(3);
    }

    @Test
    void whatIsNotMadeGivesTheBudgetOfItsTenantBack() {
        var ranking = Rankings.by("aging");
        ranking.agree(Map.of("a", budget(1)));
        UnaryOperator<List<NewTask>> failing = _ -> {
            throw new IllegalStateException("no database");
        };
        assertThatThrownBy(() -> ranking.admit(List.of(urgent("a")), failing, (_, _) -> true))
                .hasMessage("no database");
        ranking.admit(List.of(urgent("a")), Function.identity(), (_, _) -> false);

        assertThat(offsetsOfUrgent(ranking)).containsExactly(0L);
        assertThat(offsetsOfUrgent(ranking)).containsExactly(120_000L);
    }

    @Test
    void whatIsRolledBackGivesTheBudgetOfItsTenantBack() {
        var transaction = new OpenTransaction();
        var ranking = Rankings.by("aging", transaction);
        ranking.agree(Map.of("a", budget(1)));
        var normal = ranking.rank(newcomer("a", 3));
        transaction.begin();
        ranking.rank(newcomer("a", 1));
        transaction.rollBack();
        transaction.begin();
        ranking.changed(newcomer("a", 1), normal, 3);
        transaction.rollBack();

        assertThat(offsetsOfUrgent(ranking)).containsExactly(0L);
        assertThat(offsetsOfUrgent(ranking)).containsExactly(120_000L);
    }

    @ParameterizedTest
    @CsvSource({"aging, balanced", "balanced, aging", "balanced, deadline", "fifo, balanced", "fifo, aging"})
    void anotherRankerSpendsTheBudgetOfATenantOnceATask(String first, String second) {
        var ranker = new AtomicReference<>(version(first));
        var known = Map.of(version(first).id(), version(first));
        var ranking = Rankings.of(_ -> ranker.get(), known);
        ranking.agree(Map.of("a", budget(2)));
        var within = ranking.rank(newcomer("a", 1));
        ranker.set(version(second));
        var again = ranking.again(newcomer("a", 1), within);

        ranker.set(version("aging"));
        assertThat(again.offsets().stream().limit(1)).allMatch(offset -> offset <= 0 || second.equals("deadline"));
        assertThat(offsetsOfUrgent(ranking)).containsExactly(0L);
        assertThat(offsetsOfUrgent(ranking)).containsExactly(120_000L);
    }

    @ParameterizedTest
    @CsvSource({"aging, balanced", "balanced, aging"})
    void whatWasBeyondTheBudgetOfItsTenantIsSoByAnotherRanker(String first, String second) {
        var ranker = new AtomicReference<>(version(first));
        var ranking = Rankings.of(_ -> ranker.get(), Map.of(version(first).id(), version(first)));
        ranking.agree(Map.of("a", budget(1)));
        ranking.rank(newcomer("a", 1));
        var beyond = ranking.rank(newcomer("a", 1));
        ranking.agree(Map.of());
        ranker.set(version(second));

        assertThat(ranking.again(newcomer("a", 1), beyond).offsets()).startsWith(120_000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"aging", "balanced"})
    void whoIsUrgentNoMoreGivesTheBudgetOfItsTenantBack(String ranker) {
        var ranking = Rankings.by(ranker);
        ranking.agree(Map.of("a", budget(1)));
        var urgent = ranking.rank(newcomer("a", 1));
        ranking.changed(newcomer("a", 3), urgent, 1);

        assertThat(offsetsOfUrgent(ranking)).startsWith(0L);
        assertThat(offsetsOfUrgent(ranking)).startsWith(120_000L);
    }

    @ParameterizedTest
    @CsvSource({"aging, balanced", "balanced, aging", "balanced, fifo", "aging, aging"})
    void whoIsUrgentNoMoreGivesTheBudgetBackWhateverRankerItsQueueHasMeanwhile(String first, String second) {
        var ranker = new AtomicReference<>(version(first));
        var ranking = Rankings.of(_ -> ranker.get(), Map.of(version(first).id(), version(first)));
        ranking.agree(Map.of("a", budget(1)));
        var urgent = ranking.rank(newcomer("a", 1));
        ranker.set(version(second));
        ranking.changed(newcomer("a", 3), urgent, 1);

        ranker.set(version("aging"));
        assertThat(offsetsOfUrgent(ranking)).startsWith(0L);
        assertThat(offsetsOfUrgent(ranking)).startsWith(120_000L);
    }

    @Test
    void whatHasSpentNothingGivesNothingBack() {
        var factor = new FactorSpec("class", Map.of("class_2", 0));
        var ranking = Rankings.of(_ -> RankerVersion.of(new RankerSpec("two", List.of(factor))));
        ranking.agree(Map.of("a", budget(1)));
        var high = ranking.rank(newcomer("a", 2));
        assertThat(offsetsOfUrgent(ranking)).containsExactly(0L);
        ranking.changed(newcomer("a", 3), high, 2);

        assertThat(offsetsOfUrgent(ranking)).containsExactly(120_000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"aging", "balanced"})
    void whatWasRankedBeforeABudgetWasAgreedGivesNothingOfItBack(String ranker) {
        var ranking = Rankings.by(ranker);
        var urgent = ranking.rank(newcomer("a", 1));
        ranking.agree(Map.of("a", agreed(Duration.ofSeconds(1), ARRIVAL.plusSeconds(1))));
        assertThat(offsetsOfUrgent(ranking)).startsWith(0L);
        ranking.changed(newcomer("a", 3), urgent, 1);

        assertThat(offsetsOfUrgent(ranking)).startsWith(120_000L);
    }

    @Test
    void whatIsNotMadeGivesNothingBackOfABudgetThatWasAgreedMeanwhile() {
        var ranking = Rankings.by("aging");
        UnaryOperator<List<NewTask>> agreeing = tasks -> {
            ranking.agree(Map.of("a", agreed(Duration.ofSeconds(1), Instant.EPOCH.plusSeconds(1))));
            assertThat(offsetsOfUrgent(ranking)).containsExactly(0L);
            return tasks;
        };
        ranking.admit(List.of(urgent("a")), agreeing, (_, _) -> false);

        assertThat(offsetsOfUrgent(ranking)).containsExactly(120_000L);
    }

    /** So many tasks of unknown duration an hour. */
    private static Agreement budget(int tasks) {
        return agreed(Duration.ofSeconds(tasks));
    }

    private static Agreement agreed(Duration work) {
        return agreed(work, Instant.EPOCH);
    }

    private static Agreement agreed(Duration work, Instant at) {
        return new Agreement("a", new TenantTerms(1, new UrgencyBudget(work, Duration.ofHours(1))), at, "a test");
    }

    private static NewTask urgent(String tenant) {
        var work = new Work("q", tenant, 1, "{}", new RetryPolicy(0, Duration.ofSeconds(1), 1), Duration.ofMinutes(1));
        return new NewTask(new Task(new UUID(0, 1), Source.PUSH, work, null, ARRIVAL), ARRIVAL, null);
    }

    private static List<Long> offsetsOfUrgent(Ranking ranking) {
        return ranking.rank(newcomer("a", 1)).offsets();
    }

    private static RankerVersion version(String name) {
        return RankerVersion.named(name).orElseThrow();
    }

    private static Newcomer newcomer(String tenant, int priority) {
        return new Newcomer(new UUID(0, 1), "q", tenant, priority, ARRIVAL, ARRIVAL, null, null, 0, null);
    }
}
