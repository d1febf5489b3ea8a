package io.ordo.scheduler.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.ranker.fair.TenantTerms;
import io.ordo.ranker.fair.UrgencyBudget;
import io.ordo.scheduler.choosing.KnownShadows;
import io.ordo.scheduler.choosing.Shadow;
import io.ordo.scheduler.choosing.ShadowRank;
import io.ordo.scheduler.choosing.ShadowRanks;
import io.ordo.scheduler.choosing.Shadows;
import io.ordo.scheduler.queue.RankerVersion;
import io.ordo.scheduler.task.NewTask;
import io.ordo.scheduler.task.Ranked;
import io.ordo.scheduler.task.Task;
import io.ordo.scheduler.task.Task.Source;
import io.ordo.scheduler.tenant.Agreement;
import io.ordo.scheduler.testing.AtOnce;
import io.ordo.scheduler.testing.Rankings;
import io.ordo.scheduler.work.RetryPolicy;
import io.ordo.scheduler.work.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A ranker that was tried beside another ranks from now on. */
class ShadowedRankingTest {
    private static final Instant ARRIVAL = Instant.parse("2030-01-01T00:00:00Z");

    /** With these a tenant may call one task of a second urgent, and no second one. */
    private static final Agreement FOR_ONE = new Agreement(
            "a",
            new TenantTerms(1, new UrgencyBudget(Duration.ofMillis(1_500), Duration.ofHours(1))),
            Instant.EPOCH,
            "a test");

    @Test
    void whatAShadowHadChargedIsNotChargedAgainWhenItRanks() {
        var live = new AtomicReference<>("fifo");
        var ranking = shadowed(live, "fair");
        var ranked =
                Stream.generate(() -> ranking.rank(newcomer("a", 3))).limit(3).toList();

        live.set("fair");
        var again = ranked.stream()
                .map(before -> ranking.again(newcomer("a", 3), before))
                .toList();

        assertThat(again)
                .extracting(Ranked::rank)
                .containsExactly(micros(ARRIVAL), micros(ARRIVAL.plusSeconds(1)), micros(ARRIVAL.plusSeconds(2)));
        assertThat(ranking.rank(newcomer("a", 3)).rank()).isEqualTo(micros(ARRIVAL.plusSeconds(3)));
        assertThat(ranking.rank(newcomer("b", 3)).rank()).isEqualTo(micros(ARRIVAL));
    }

    @Test
    void whatNobodyHadChargedOwesForWhatStandsBeforeItToo() {
        var live = new AtomicReference<>("fifo");
        var uncharged = shadowed(live, "aging").rank(newcomer("a", 3));
        var ranking = shadowed(live, "fair");
        var charged = ranking.rank(newcomer("a", 3));

        live.set("fair");

        assertThat(ranking.again(newcomer("a", 3), uncharged).rank()).isEqualTo(micros(ARRIVAL));
        assertThat(ranking.again(newcomer("a", 3), charged).rank()).isEqualTo(micros(ARRIVAL.plusSeconds(1)));
        assertThat(ranking.rank(newcomer("a", 3)).rank()).isEqualTo(micros(ARRIVAL.plusSeconds(2)));
    }

    @Test
    void whatWasUrgentUnderAShadowSpendsNoUrgencyAgain() {
        var live = new AtomicReference<>("fifo");
        var ranking = shadowed(live, "balanced");
        ranking.agree(Map.of("a", FOR_ONE));
        var covered = ranking.rank(newcomer("a", 1));
        var beyond = ranking.rank(newcomer("a", 1));

        live.set("balanced");

        assertThat(ranking.again(newcomer("a", 1), covered).offsets().getFirst())
                .isZero();
        assertThat(ranking.again(newcomer("a", 1), beyond).offsets().getFirst()).isEqualTo(120_000);
    }

    @Test
    void whatWasUrgentUnderAnotherRankerSpendsNoUrgencyAgain() {
        var live = new AtomicReference<>("aging");
        var ranking = shadowed(live, "aging");
        ranking.agree(Map.of("a", FOR_ONE));
        var covered = ranking.rank(newcomer("a", 1));
        var beyond = ranking.rank(newcomer("a", 1));

        live.set("balanced");

        assertThat(ranking.again(newcomer("a", 1), covered).level()).isEqualTo(1);
        assertThat(ranking.again(newcomer("a", 1), beyond).level()).isEqualTo(3);
    }

    @Test
    void aShadowHearsOfWhatIsQueuedAndOfNothingElse() {
        var heard = new ArrayList<ShadowRank>();
        var candidates = candidates("aging", heard);
        var ranking = Rankings.by("fifo").beside(candidates);
        var tasks = List.of(task(1), task(2), task(3));

        ranking.admit(tasks, Function.identity(), (_, task) -> task.task().id().equals(new UUID(0, 2)));
        candidates.runOnce();

        assertThat(heard).extracting(ShadowRank::task).containsExactly(new UUID(0, 2));
    }

    private static NewTask task(int number) {
        var work = new Work("q", "a", 3, "{}", new RetryPolicy(0, Duration.ofSeconds(1), 1), Duration.ofMinutes(1));
        return new NewTask(new Task(new UUID(0, number), Source.PUSH, work, null, ARRIVAL), ARRIVAL, null);
    }

    /** Ranks by the ranker that is set, and has another one tried beside it. */
    private static Ranking shadowed(AtomicReference<String> live, String shadow) {
        var presets = Stream.of("fifo", "aging", "fair", "balanced")
                .flatMap(name -> RankerVersion.named(name).stream())
                .collect(Collectors.toMap(RankerVersion::id, Function.identity()));
        return Rankings.of(_ -> RankerVersion.named(live.get()).orElseThrow(), presets)
                .beside(candidates(shadow, new ArrayList<>()));
    }

    private static KnownShadows candidates(String shadow, List<ShadowRank> heard) {
        var candidates = new KnownShadows(new OneShadow(shadow), new Heard(heard), new AtOnce(), new Random(1));
        candidates.runOnce();
        return candidates;
    }

    /** Every ranker is tried that has that name. */
    private record OneShadow(String ranker) implements Shadows {
        @Override
        public Map<String, Shadow> all() {
            return Map.of("q", new Shadow(RankerVersion.named(ranker).orElseThrow(), ARRIVAL, "a test"));
        }

        @Override
        public Optional<Shadow> find(String queue) {
            return Optional.ofNullable(all().get(queue));
        }

        @Override
        public void start(String queue, RankerVersion other, String by) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Shadow> end(String queue) {
            throw new UnsupportedOperationException();
        }
    }

    /** What a shadow said. */
    private record Heard(List<ShadowRank> ranks) implements ShadowRanks {
        @Override
        public void keep(List<ShadowRank> more) {
            ranks.addAll(more);
        }

        @Override
        public List<ShadowRank> of(String queue, long live, Shadow shadow) {
            return List.of();
        }
    }

    private static Newcomer newcomer(String tenant, int priority) {
        return new Newcomer(new UUID(0, 1), "q", tenant, priority, ARRIVAL, ARRIVAL, null, null, 0, null);
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000;
    }
}
