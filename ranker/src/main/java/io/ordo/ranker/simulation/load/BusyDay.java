package io.ordo.ranker.simulation.load;

import io.ordo.ranker.simulation.RecordedTask;
import io.ordo.ranker.simulation.RecordedTask.More;
import io.ordo.ranker.simulation.WorkerPlan;
import io.ordo.ranker.simulation.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A day of 64 workers with 200 tenants and 5000 jobs; with a million tasks there is more than they can do in every
 * second quarter of an hour. One task in five has a deadline, and durations are learned from what is over.
 *
 * @param seed the same seed gives the same tasks
 * @param tasks how many, not negative
 */
public record BusyDay(long seed, int tasks) {
    private static final Instant START = Instant.parse("2030-06-01T12:00:00Z");
    private static final int SECONDS = 86_400;
    private static final int QUARTER = 900;
    private static final int WORKERS = 64;
    private static final double MEAN = 4.9;
    private static final double SIGMA = 0.8;

    /** All of it. */
    public Workload workload() {
        var random = new Random(seed);
        List<RecordedTask> all = new ArrayList<>(tasks);
        for (int i = 0; i < tasks; i++) {
            all.add(task(random, i));
        }
        return new Workload(all, WorkerPlan.always(WORKERS));
    }

    private static RecordedTask task(Random random, int number) {
        double at = random.nextDouble() * SECONDS;
        at -= (at / QUARTER) % 2 < 1 || random.nextInt(3) == 0 ? 0 : QUARTER;
        var arrival = START.plusMillis(Math.round(Math.max(0, at) * 1_000));
        double seconds = MEAN * StrictMath.exp(SIGMA * random.nextGaussian() - SIGMA * SIGMA / 2);
        var deadline = random.nextInt(5) == 0 ? arrival.plusSeconds(60 + random.nextInt(600)) : null;
        String job = "job-" + random.nextInt(5_000);
        var more = new More(job, "kind-" + number % 7, null, deadline, null, null, null, 0, null);
        String tenant = "tenant-" + random.nextInt(200);
        int priority = 1 + random.nextInt(5);
        var duration = Duration.ofMillis(Math.round(seconds * 1_000));
        return new RecordedTask("task-" + number, tenant, arrival, priority, duration, more);
    }
}
