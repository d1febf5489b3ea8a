package io.ordo.ranker.simulation;

import io.ordo.ranker.fair.TenantTerms;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Jain's index (Jain, Chiu, Hawe 1984) of the service that tenants got for their weight, in windows of time and class
 * by class, each over the tenants that had work of that class waiting during all of the window: who asks for nothing
 * gets nothing, and that is fair.
 */
final class Fairness {
    private static final long SHORTEST_WINDOW = 300_000_000;
    private static final int MOST_WINDOWS = 1_000;

    private final Replay replay;
    private final long from;
    private final long window;
    private final double[] sums;
    private final double[] squares;
    private final int[] tenants;

    private Fairness(Replay replay) {
        this.replay = replay;
        from = Replay.micros(replay.task(0).arrival());
        long span = replay.startMicros(replay.started(replay.startedCount() - 1)) - from + 1;
        window = Math.max(SHORTEST_WINDOW, span / MOST_WINDOWS + 1);
        int windows = (int) (span / window) + 1;
        sums = new double[windows];
        squares = new double[windows];
        tenants = new int[windows];
    }

    /** The mean over all windows and classes with several such tenants; 1 without any. */
    static double of(Replay replay) {
        if (replay.startedCount() == 0) {
            return 1;
        }
        var classes = new HashMap<Integer, Map<String, List<Integer>>>();
        for (int number = 0; number < replay.size(); number++) {
            var task = replay.task(number);
            classes.computeIfAbsent(task.classNumber(), _ -> new HashMap<>())
                    .computeIfAbsent(task.tenant(), _ -> new ArrayList<>())
                    .add(number);
        }
        return classes.values().stream()
                .flatMapToDouble(byTenant -> {
                    var fairness = new Fairness(replay);
                    byTenant.forEach(fairness::add);
                    return fairness.indices();
                })
                .average()
                .orElse(1);
    }

    private void add(String tenant, List<Integer> numbers) {
        var waiting = waitingThroughout(numbers);
        if (waiting.isEmpty()) {
            return;
        }
        double weight = replay.workload()
                .tenants()
                .getOrDefault(tenant, TenantTerms.USUAL)
                .weight();
        var service = service(numbers);
        waiting.stream().forEach(i -> {
            double share = service[i] / weight;
            sums[i] += share;
            squares[i] += share * share;
            tenants[i]++;
        });
    }

    private DoubleStream indices() {
        return IntStream.range(0, sums.length)
                .filter(i -> tenants[i] > 1 && squares[i] > 0)
                .mapToDouble(i -> sums[i] * sums[i] / (tenants[i] * squares[i]));
    }

    /** The windows in which at least one of these tasks was waiting at every moment. */
    private BitSet waitingThroughout(List<Integer> numbers) {
        var starts = numbers.stream().mapToLong(replay::startMicros).sorted().toArray();
        var waiting = new BitSet();
        waiting.set(0, sums.length);
        for (int i = 0, started = 0; i < starts.length; i++) {
            long arrival = Replay.micros(replay.task(numbers.get(i)).arrival());
            while (started < i && starts[started] <= arrival) {
                started++;
            }
            long idleSince = i == 0 ? from : starts[i - 1];
            if (started == i && idleSince < arrival) {
                waiting.clear(index(idleSince), index(arrival) + 1);
            }
        }
        long end = starts[starts.length - 1];
        if (end != Replay.NEVER) {
            waiting.clear(index(end), sums.length);
        }
        return waiting;
    }

    private double[] service(List<Integer> numbers) {
        var service = new double[sums.length];
        for (int number : numbers) {
            long start = replay.startMicros(number);
            if (start == Replay.NEVER) {
                continue;
            }
            long end = start + replay.task(number).duration().toNanos() / 1_000;
            for (int i = index(start); i < service.length && from + i * window < end; i++) {
                service[i] += Math.min(end, from + (i + 1) * window) - Math.max(start, from + i * window);
            }
        }
        return service;
    }

    private int index(long micros) {
        return Math.clamp((micros - from) / window, 0, sums.length - 1);
    }
}
