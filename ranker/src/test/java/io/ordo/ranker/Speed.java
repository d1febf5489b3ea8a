package io.ordo.ranker;

import io.ordo.ranker.catalog.Rankers;
import io.ordo.ranker.fair.TagBook;
import io.ordo.ranker.history.DurationBook;
import io.ordo.ranker.simulation.Simulator;
import io.ordo.ranker.simulation.load.BusyDay;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** A program that measures and asserts nothing: what a rank costs, and how long a million tasks take to simulate. */
final class Speed {
    private static final Instant NOON = Instant.parse("2030-06-01T12:00:00Z");
    private static final int MILLION = 1_000_000;
    private static final int TENANTS = 1_000;

    private static final String[] NAMES =
            IntStream.range(0, TENANTS).mapToObj(i -> "tenant-" + i).toArray(String[]::new);

    private long sink;

    private Speed() {}

    /** Prints nanoseconds a call, best of five, and seconds a simulation, all of one core. */
    public static void main(String[] args) {
        new Speed().measure();
    }

    private void measure() {
        for (String name : Rankers.names()) {
            var ranker = Rankers.named(name).orElseThrow();
            var offsets = new long[ranker.factors().size()];
            print("rank by " + name, i -> sink += ranker.rank(facts(i), offsets));
        }
        tags("all work alike", 3);
        tags("urgent, normal and lowest work by turns", 1, 3, 5);
        tags("normal work, with all classes there are", 3, 3, 3, 3, 3, 3, 3, 3, 3, 1, 2, 4, 5);
        tags("urgent work, with all classes there are", 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 3, 4, 5);
        var durations = new DurationBook();
        print("expect and learn a duration", i -> {
            sink += durations.expected("job-" + i % TENANTS, "kind").toMillis();
            durations.settled("job-" + i % TENANTS, "kind", Duration.ofMillis(500 + i % 1_000));
        });
        var load = new BusyDay(1, MILLION).workload();
        for (String name : Rankers.names()) {
            long before = time();
            var replay = Simulator.replay(Rankers.named(name).orElseThrow(), load);
            double simulated = (time() - before) / 1e9;
            sink += replay.report().all().missed();
            double all = (time() - before) / 1e9;
            System.out.printf(Locale.ROOT, "a million tasks by %s: %.1f s, with report %.1f s%n", name, simulated, all);
        }
        System.out.println(sink == 0 ? "" : "done");
    }

    private void tags(String what, int... levels) {
        var tags = new TagBook();
        tags.workers(64);
        print("charge, start and settle a tenant of 1000, " + what, i -> {
            int level = levels[i % levels.length];
            String tenant = NAMES[i % TENANTS];
            var expected = Duration.ofMillis(500 + i % 1_000);
            sink += tags.charge(tenant, level, expected, NOON.plusMillis(i))
                    .debt()
                    .toMillis();
            tags.started(expected);
            tags.settled(tenant, level, expected, Duration.ofSeconds(1));
        });
    }

    private static void print(String what, IntConsumer call) {
        double best = Double.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long before = time();
            for (int i = 0; i < MILLION; i++) {
                call.accept(i);
            }
            best = Math.min(best, (time() - before) / (double) MILLION);
        }
        System.out.printf(Locale.ROOT, "%s: %.0f ns%n", what, best);
    }

    /** Time on the processor, so that others on the machine do not count. */
    private static long time() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static Facts facts(int i) {
        return Facts.at(NOON.plusMillis(i), 1 + i % 5)
                .deadline(i % 3 == 0 ? NOON.plusSeconds(i % 600) : null)
                .expected(Duration.ofMillis(100 + i % 1_000))
                .tenant(new TenantStanding("A", Duration.ofMillis(i % 100_000), 1.5))
                .build();
    }
}
