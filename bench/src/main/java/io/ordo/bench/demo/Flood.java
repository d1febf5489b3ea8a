package io.ordo.bench.demo;

import io.ordo.bench.demo.Arrival.Group;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done: nine tenants keep half of the workers busy, one in ten of their tasks urgent, one in ten of the
 * lowest class, one in ten with a deadline; and tenant A submits {@value #BURST} tasks within seconds. The same in
 * every queue.
 *
 * @param arrivals in the order in which they come
 */
record Flood(List<Arrival> arrivals) {
    /** The tenant that floods. */
    static final String FLOODER = "A";

    /** How many tasks it submits. */
    static final int BURST = 600;

    /** From when on it does. */
    static final Duration BURST_AT = Duration.ofSeconds(4);

    /** For how long it does: quickly enough to flood, slowly enough for the others to be seen at work. */
    static final Duration BURST_FOR = Duration.ofSeconds(3);

    /** When somebody asks why one of them still waits. */
    static final Duration ASKED_AT = Duration.ofSeconds(12);

    /** How many work on each queue. */
    static final int WORKERS = 6;

    private static final int OTHERS = 1_080;
    private static final int TENANTS = 9;
    private static final double SECONDS = 36;
    private static final double MEAN_MILLIS = 100;
    private static final double SIGMA = 0.8;
    private static final long LONGEST_MILLIS = 1_000;

    /** The same seed gives the same tasks. */
    static Flood of(long seed) {
        var random = new Random(seed);
        var arrivals = new ArrayList<Arrival>();
        for (int i = 0; i < OTHERS; i++) {
            var group = group(random.nextDouble());
            var tenant = "tenant-" + (1 + random.nextInt(TENANTS));
            var at = millis(random.nextDouble() * SECONDS * 1_000);
            arrivals.add(new Arrival(group, tenant, at, length(random), patience(random)));
        }
        for (int i = 0; i < BURST; i++) {
            var at = BURST_AT.plus(millis(random.nextDouble() * BURST_FOR.toMillis()));
            arrivals.add(new Arrival(Group.FLOOD, FLOODER, at, length(random), null));
        }
        arrivals.sort(Comparator.comparing(Arrival::at));
        return new Flood(List.copyOf(arrivals));
    }

    /** The numbers of the flood's tasks from its third quarter on: those somebody might ask about. */
    List<Integer> inquired() {
        return IntStream.range(0, arrivals.size())
                .filter(number -> arrivals.get(number).group() == Group.FLOOD)
                .skip(BURST * 3 / 4)
                .boxed()
                .toList();
    }

    private static Group group(double drawn) {
        if (drawn < 0.1) {
            return Group.URGENT;
        }
        return drawn < 0.9 ? Group.NORMAL : Group.LOWEST;
    }

    private static Duration length(Random random) {
        double millis = MEAN_MILLIS * StrictMath.exp(SIGMA * random.nextGaussian() - SIGMA * SIGMA / 2);
        return millis(Math.min(LONGEST_MILLIS, millis));
    }

    private static @Nullable Duration patience(Random random) {
        return random.nextInt(10) == 0 ? millis(1_000 + random.nextDouble() * 9_000) : null;
    }

    private static Duration millis(double millis) {
        return Duration.ofMillis(Math.round(millis));
    }
}
