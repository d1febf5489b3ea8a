package io.ordo.ranker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.ranker.Fact;
import io.ordo.ranker.Factor;
import io.ordo.ranker.Facts;
import io.ordo.ranker.TimeAxisRanker;
import io.ordo.ranker.catalog.Rankers;
import io.ordo.ranker.factor.DeadlineFactor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** More work with deadlines than can be done in time, for ten minutes. */
class OverloadTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void deadlinesDoNotFallLikeDominoes(long seed) {
        var load = new Workload(tasks(new Random(seed)), WorkerPlan.always(4));
        var guarded = Simulator.replay(Rankers.named("deadline").orElseThrow(), load);
        var unguarded = Simulator.replay(
                new TimeAxisRanker("unguarded", List.of(new Unguarded()), Duration.ofMinutes(30)), load);
        int missed = guarded.report().all().missed();
        assertThat(missed).isLessThan(unguarded.report().all().missed() / 3);
        assertThat(missed)
                .isLessThan(Simulator.replay(Rankers.named("fifo").orElseThrow(), load)
                                .report()
                                .all()
                                .missed()
                        / 3);
    }

    /** An hour, 1.5 times what four workers can do for ten minutes and then 0.9; each due one or two minutes later. */
    private static List<RecordedTask> tasks(Random random) {
        var tasks = new ArrayList<RecordedTask>();
        for (double at = 0; at < 3_600; at -= Math.log(1 - random.nextDouble()) / (at < 600 ? 3 : 1.8)) {
            var task = Tasks.task("t" + tasks.size(), at, 3, 1 + random.nextDouble() * 2);
            tasks.add(Tasks.due(at + 60 + random.nextInt(60), task));
        }
        return tasks;
    }

    /** The same without its guard. */
    private record Unguarded() implements Factor {
        private static final DeadlineFactor FACTOR =
                new DeadlineFactor(Duration.ZERO, Duration.ofMinutes(10), Duration.ofMinutes(30));

        @Override
        public String name() {
            return FACTOR.name();
        }

        @Override
        public Set<Fact> looksAt() {
            return FACTOR.looksAt();
        }

        @Override
        public long offset(Facts facts, long before) {
            return FACTOR.offset(facts.but().lateness(Duration.ZERO).build(), before);
        }

        @Override
        public String words(Facts facts, long before, long offset) {
            return FACTOR.words(facts, before, offset);
        }

        @Override
        public double slope(double before) {
            return FACTOR.slope(before);
        }
    }
}
