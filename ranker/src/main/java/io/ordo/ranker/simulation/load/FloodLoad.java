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
import org.jspecify.annotations.Nullable;

/**
 * One tenant floods a queue: 8 workers, one hour, 32 000 tasks, 0.89 of what the workers can do.
 *
 * <p>19 ordinary tenants submit 26 000 tasks at random over the hour, one in ten urgent, one in ten of the lowest
 * class, the rest normal; one in ten has a deadline one to ten minutes after it arrived. Tenant {@link #FLOODER}
 * submits 6 000 tasks within ten minutes from the tenth on. A task takes 0.725 s on average (log-normal, sigma 0.8),
 * and is expected to take 0.7 to 1.4 times as long as it does. Forty of the ordinary tasks take a minute.
 *
 * @param seed the same seed gives the same tasks
 * @param longJobs when the forty long ones come
 * @param urgent how many of its tasks the flooder calls urgent instead of normal
 */
public record FloodLoad(long seed, LongJobs longJobs, Urgent urgent) {
    /** The tenant that floods. */
    public static final String FLOODER = "A";

    /** The tenant that has nothing but long jobs, when they come in bursts. */
    public static final String BATCH = "B";

    private static final Instant START = Instant.parse("2030-06-01T12:00:00Z");
    private static final int SECONDS = 3_600;
    private static final int TASKS = 26_000;
    private static final int FLOOD = 6_000;
    private static final int FLOOD_FROM = 600;
    private static final int FLOOD_FOR = 600;
    private static final int TENANTS = 19;
    private static final int WORKERS = 8;
    private static final int LONG_JOBS = 40;
    private static final int BURST = 8;
    private static final int NORMAL = 3;
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final double MEAN = 0.725;
    private static final double SIGMA = 0.8;

    /** When the forty tasks come that take a minute each. */
    public enum LongJobs {
        /** None takes a minute. */
        NONE,
        /** At any time, of any ordinary tenant, normal. */
        APART,
        /** Eight within 20 s, five times between the tenth minute and the 25th, of one tenant, normal. */
        BURSTS
    }

    /** How much of the flood is urgent. */
    public enum Urgent {
        /** Nothing. */
        NONE,
        /** Every fiftieth task. */
        SOME,
        /** Everything. */
        ALL;

        /** The priority of the flooder's task of this number, from 0 on. */
        private int priority(int number) {
            return this == ALL || (this == SOME && number % 50 == 0) ? 1 : NORMAL;
        }
    }

    /** All of it. */
    public Workload workload() {
        var random = new Random(seed);
        var tasks = new ArrayList<RecordedTask>();
        int ordinary = longJobs == LongJobs.NONE ? TASKS : TASKS - LONG_JOBS;
        for (int i = 0; i < ordinary; i++) {
            int priority = priority(random.nextDouble());
            tasks.add(task(random, tenant(random), random.nextDouble() * SECONDS, priority));
        }
        for (int i = 0; i < FLOOD; i++) {
            double at = FLOOD_FROM + random.nextDouble() * FLOOD_FOR;
            tasks.add(task(random, FLOODER, at, urgent.priority(i)));
        }
        switch (longJobs) {
            case NONE -> {}
            case APART -> apart(random, tasks);
            case BURSTS -> bursts(random, tasks);
        }
        return new Workload(named(tasks), WorkerPlan.always(WORKERS));
    }

    private static void apart(Random random, List<RecordedTask> tasks) {
        for (int i = 0; i < LONG_JOBS; i++) {
            tasks.add(task(random, tenant(random), random.nextDouble() * SECONDS, LONG));
        }
    }

    private static void bursts(Random random, List<RecordedTask> tasks) {
        double at = 0;
        for (int i = 0; i < LONG_JOBS; i++) {
            at = i % BURST == 0 ? FLOOD_FROM + random.nextDouble() * 900 : at;
            tasks.add(task(random, BATCH, at + random.nextDouble() * 20, LONG));
        }
    }

    private static RecordedTask task(Random random, String tenant, double at, int priority) {
        double seconds = MEAN * StrictMath.exp(SIGMA * random.nextGaussian() - SIGMA * SIGMA / 2);
        var duration = duration(seconds);
        var arrival = START.plus(duration(at));
        boolean hasDeadline = !tenant.equals(FLOODER) && random.nextInt(10) == 0;
        var deadline = hasDeadline ? arrival.plus(duration(60 + random.nextDouble() * 540)) : null;
        return task(random, new RecordedTask("", tenant, arrival, priority, duration), deadline);
    }

    private static RecordedTask task(Random random, String tenant, double at, Duration duration) {
        var arrival = START.plus(duration(at));
        return task(random, new RecordedTask("", tenant, arrival, NORMAL, duration), null);
    }

    private static RecordedTask task(Random random, RecordedTask task, @Nullable Instant deadline) {
        double error = 0.7 + random.nextDouble() * 0.7;
        var expected = Duration.ofNanos(Math.round(task.duration().toNanos() * error));
        return task.knowing(More.expecting(expected, deadline));
    }

    private static List<RecordedTask> named(List<RecordedTask> tasks) {
        var named = new ArrayList<RecordedTask>();
        for (var task : tasks) {
            named.add(new RecordedTask(
                    "task-" + named.size(),
                    task.tenant(),
                    task.arrival(),
                    task.priority(),
                    task.duration(),
                    task.more()));
        }
        return named;
    }

    private static int priority(double drawn) {
        if (drawn < 0.1) {
            return 1;
        }
        return drawn < 0.9 ? NORMAL : 5;
    }

    private static String tenant(Random random) {
        return "tenant-" + (1 + random.nextInt(TENANTS));
    }

    private static Duration duration(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}
