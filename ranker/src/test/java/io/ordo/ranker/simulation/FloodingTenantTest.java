package io.ordo.ranker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.ranker.Ranker;
import io.ordo.ranker.catalog.Rankers;
import io.ordo.ranker.simulation.RecordedTask.More;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A tenant floods the queue, and something urgent comes: its own, or another's. No task takes longer than 2 s. */
class FloodingTenantTest {
    private static final Ranker BALANCED = Rankers.named("balanced").orElseThrow();
    private static final int LONGEST = 2;

    @Property(tries = 100)
    void whatIsUrgentGoesBeforeTheFloodOfItsOwnTenant(
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 3) int tenants,
            @ForAll @IntRange(min = 1, max = 4) int workers) {
        var tasks = new ArrayList<RecordedTask>();
        for (int tenant = 0; tenant < tenants; tenant++) {
            tasks.addAll(flood(random, "T" + tenant, 3, 1_000 * workers / tenants));
        }
        tasks.addAll(urgent(random, "T0", 900));
        assertThat(longestUrgentWait(tasks, workers, "T0")).isLessThanOrEqualTo(Duration.ofSeconds(LONGEST));
    }

    @Property(tries = 100)
    void whoCallsItsFloodUrgentDoesNotHoldUpWhatIsUrgentOfOthers(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 4) int workers) {
        var tasks = flood(random, "T0", 1, 1_000 * workers);
        tasks.addAll(urgent(random, "T1", 900));
        assertThat(longestUrgentWait(tasks, workers, "T1")).isLessThanOrEqualTo(Duration.ofSeconds(LONGEST));
    }

    private static Duration longestUrgentWait(List<RecordedTask> tasks, int workers, String tenant) {
        return Simulator.replay(BALANCED, new Workload(tasks, WorkerPlan.always(workers)))
                .waits(task -> task.priority() == 1 && task.tenant().equals(tenant))
                .max();
    }

    private static List<RecordedTask> flood(Random random, String tenant, int priority, int count) {
        var tasks = new ArrayList<RecordedTask>();
        for (int i = 0; i < count; i++) {
            tasks.add(task(tenant, random.nextDouble() * 10, priority, random.nextDouble() * LONGEST));
        }
        return tasks;
    }

    /** One every ten seconds or so, from half a minute after noon on. */
    private static List<RecordedTask> urgent(Random random, String tenant, int until) {
        var tasks = new ArrayList<RecordedTask>();
        for (double at = 30; at < until; at += 5 + random.nextDouble() * 10) {
            tasks.add(task(tenant, at, 1, random.nextDouble() * LONGEST));
        }
        return tasks;
    }

    private static RecordedTask task(String tenant, double at, int priority, double takes) {
        var task = Tasks.ofTenant(tenant, Tasks.task(tenant + "-" + at, at, priority, takes));
        return task.knowing(More.expecting(task.duration(), null));
    }
}
