package io.ordo.ranker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.ranker.Ranker;
import io.ordo.ranker.Samples;
import io.ordo.ranker.TimeAxisRanker;
import io.ordo.ranker.catalog.Rankers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The promise of the time axis, held against what happens in a queue. */
class OvertakingTest {
    @Property(tries = 300)
    void nothingThatArrivesAfterRankPlusBoundPasses(
            @ForAll("rankers") TimeAxisRanker ranker,
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 200) int tasks,
            @ForAll @IntRange(min = 1, max = 4) int workers) {
        var replay = replay(ranker, random, tasks, workers);
        var latest = Instant.EPOCH;
        for (int number : replay.order().toArray()) {
            var bound = Samples.instant(replay.rank(number)).plus(ranker.bound());
            var horizon = replay.explain(number).horizon();
            assertThat(horizon).isNotNull().isBeforeOrEqualTo(bound);
            assertThat(latest).isBeforeOrEqualTo(horizon);
            var arrival = replay.task(number).arrival();
            latest = arrival.isAfter(latest) ? arrival : latest;
        }
    }

    @Property(tries = 100)
    void theMostOvertakenTaskIsFound(
            @ForAll("names") String name, @ForAll Random random, @ForAll @IntRange(min = 1, max = 200) int tasks) {
        var replay = replay(Rankers.named(name).orElseThrow(), random, tasks, 2);
        int most = 0;
        var order = replay.order().boxed().toList();
        for (int i = 0; i < order.size(); i++) {
            int number = order.get(i);
            most = Math.max(most, (int) order.subList(0, i).stream()
                    .filter(earlier -> earlier > number)
                    .count());
        }
        assertThat(Overtaken.most(replay).map(Overtaken::by).orElse(0)).isEqualTo(most);
    }

    @Property(tries = 100)
    void inTheOrderOfArrivalNobodyIsOvertaken(@ForAll Random random) {
        assertThat(Overtaken.most(replay(Rankers.named("fifo").orElseThrow(), random, 100, 3)))
                .isEmpty();
    }

    @Property(tries = 100)
    void noWorkerIsIdleWhileSomethingWaits(
            @ForAll("rankers") TimeAxisRanker ranker,
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 4) int workers) {
        var replay = replay(ranker, random, 100, workers);
        for (int i = 0; i < replay.size(); i++) {
            if (!replay.waited(i).isZero()) {
                var justBefore = replay.start(i).orElseThrow().minusNanos(1_000);
                assertThat(running(replay, justBefore)).isEqualTo(workers);
            }
        }
    }

    @Provide
    static Arbitrary<TimeAxisRanker> rankers() {
        return Samples.rankers();
    }

    @Provide
    static Arbitrary<String> names() {
        return Arbitraries.of(List.copyOf(Rankers.names()));
    }

    private static long running(Replay replay, Instant at) {
        return replay.order()
                .filter(i -> {
                    var start = replay.start(i).orElseThrow();
                    Duration takes = replay.task(i).duration();
                    return !start.isAfter(at) && start.plus(takes).isAfter(at);
                })
                .count();
    }

    private static Replay replay(Ranker ranker, Random random, int tasks, int workers) {
        return Simulator.replay(ranker, new Workload(Tasks.any(random, tasks), WorkerPlan.always(workers)));
    }
}
