package io.ordo.ranker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.ranker.catalog.FactorSpec;
import io.ordo.ranker.catalog.RankerSpec;
import io.ordo.ranker.catalog.Rankers;
import io.ordo.ranker.fair.TenantTerms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Tenants that have work waiting all the time get service in proportion to their weights, within the bound of
 * start-time fair queueing: for each pair {@code |Wi/wi − Wj/wj| ≤ (K + 1) (si/wi + sj/wj)} over any interval, with K
 * workers and the longest tasks s (Goyal et al. 1997; Jin et al. 2004 for several servers). What the rank of a task
 * promises is rounded to what is running at that moment, which adds at most {@code 2 K smax / Σw}.
 */
class FairShareTest {
    private static final int SECONDS = 300;

    @Property(tries = 200)
    void tenantsWithWorkWaitingGetTheirShares(
            @ForAll Random random,
            @ForAll @IntRange(min = 2, max = 4) int tenants,
            @ForAll @IntRange(min = 1, max = 4) int workers) {
        var weights = random.ints(tenants, 1, 5).toArray();
        var factors = Rankers.spec("fair").orElseThrow().factors();
        assertSharesAreKept(factors, weights, workers, load(random, weights, workers, 3));
    }

    /** Work of one class, before which no less urgent work comes: it makes no difference who has how much of that. */
    @Property(tries = 200)
    void theyGetThemOfEachClass(
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 4) int number,
            @ForAll @IntRange(min = 2, max = 4) int tenants,
            @ForAll @IntRange(min = 1, max = 4) int workers) {
        var weights = random.ints(tenants, 1, 5).toArray();
        var factors = List.of(new FactorSpec("class", Map.of("class_5", 86_400)), new FactorSpec("debt"));
        var load = load(random, weights, workers, number);
        var tasks = new ArrayList<>(load.tasks());
        for (int i = 0; i < 300; i++) {
            double takes = (1 + random.nextInt(2_000)) / 1_000.0;
            var task = Tasks.task("low" + i, random.nextDouble() * SECONDS / 3, 5, takes);
            tasks.add(Tasks.ofTenant("T" + random.nextInt(2), task)
                    .knowing(RecordedTask.More.expecting(task.duration(), null)));
        }
        assertSharesAreKept(factors, weights, workers, new Workload(tasks, load.workers()).with(load.tenants()));
    }

    private static void assertSharesAreKept(List<FactorSpec> factors, int[] weights, int workers, Workload load) {
        int tenants = weights.length;
        var replay = Simulator.replay(new RankerSpec("shares", false, factors, Duration.ofDays(1)).ranker(), load);
        int all = Arrays.stream(weights).sum();
        double slack = 2.0 * workers * 2 / all;
        for (int i = 0; i < tenants; i++) {
            for (int j = i + 1; j < tenants; j++) {
                double bound = (workers + 1) * (2.0 / weights[i] + 2.0 / weights[j]) + slack;
                assertThat(widestGap(replay, weights, i, j)).isLessThanOrEqualTo(bound);
            }
        }
    }

    /** The most by which one of two got ahead of the other in any interval while all had work waiting. */
    private static double widestGap(Replay replay, int[] weights, int one, int other) {
        var waiting = new HashMap<String, Integer>();
        replay.workload().tasks().stream()
                .filter(task -> task.priority() < 5)
                .forEach(task -> waiting.merge(task.tenant(), 1, Integer::sum));
        double gap = 0;
        double least = 0;
        double most = 0;
        for (int number : replay.order().toArray()) {
            var task = replay.task(number);
            if (task.priority() == 5) {
                continue;
            }
            if (waiting.merge(task.tenant(), -1, Integer::sum) == 0) {
                break;
            }
            double work = task.duration().toMillis() / 1_000.0;
            if (replay.start(number).orElseThrow().isAfter(Tasks.NOON.plusSeconds(10))) {
                gap += task.tenant().equals("T" + one) ? work / weights[one] : 0;
                gap -= task.tenant().equals("T" + other) ? work / weights[other] : 0;
            }
            least = Math.min(least, gap);
            most = Math.max(most, gap);
        }
        return most - least;
    }

    /**
     * All join at noon, and all submit as much: half as much again as the largest share can do, in the first third of
     * the time.
     */
    private static Workload load(Random random, int[] weights, int workers, int priority) {
        int all = Arrays.stream(weights).sum();
        int largest = Arrays.stream(weights).max().orElseThrow();
        List<RecordedTask> tasks = new ArrayList<>();
        Map<String, TenantTerms> terms = new HashMap<>();
        for (int i = 0; i < weights.length; i++) {
            double work = 1.5 * SECONDS * workers * largest / all;
            terms.put("T" + i, new TenantTerms(weights[i], null));
            for (int n = 0; work > 0; n++) {
                double at = n < 20 ? n / 1_000.0 : random.nextDouble() * SECONDS / 3;
                double takes = (1 + random.nextInt(2_000)) / 1_000.0;
                work -= takes;
                var task = Tasks.ofTenant("T" + i, Tasks.task("t" + tasks.size(), at, priority, takes));
                tasks.add(task.knowing(RecordedTask.More.expecting(task.duration(), null)));
            }
        }
        return new Workload(tasks, WorkerPlan.always(workers)).with(terms);
    }
}
