package io.ordo.ranker.simulation.load;

import io.ordo.ranker.Ranker;
import io.ordo.ranker.catalog.Rankers;
import io.ordo.ranker.simulation.Simulator;
import io.ordo.ranker.simulation.load.FloodLoad.LongJobs;
import io.ordo.ranker.simulation.load.FloodLoad.Urgent;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * A program for other programs: prints a name and a number in each line. With {@code million} how many seconds of the
 * processor the replay of a million tasks takes, and how many with its report; with {@code flood} the waits, in
 * seconds, of those who do not flood.
 */
public final class Figures {
    private static final int MILLION = 1_000_000;
    private static final int SEEDS = 8;

    private Figures() {}

    /** The argument says which. */
    public static void main(String[] args) {
        switch (args.length == 1 ? args[0] : "") {
            case "million" -> million();
            case "flood" -> List.of("priority", "balanced").forEach(Figures::flood);
            default -> throw new IllegalArgumentException("million or flood");
        }
    }

    private static void million() {
        var load = new BusyDay(1, MILLION).workload();
        var before = processor();
        var replay = Simulator.replay(ranker("balanced"), load);
        print("replay", seconds(before));
        int tasks = replay.report().all().tasks();
        print("report", seconds(before));
        print("tasks", tasks);
    }

    private static double seconds(Duration before) {
        return processor().minus(before).toNanos() / 1e9;
    }

    /** Of all threads, so that others on the machine do not count, and what collects garbage does. */
    private static Duration processor() {
        return ProcessHandle.current().info().totalCpuDuration().orElseGet(() -> Duration.ofNanos(System.nanoTime()));
    }

    private static void flood(String name) {
        var line = FloodTable.line(ranker(name), LongJobs.APART, Urgent.NONE, SEEDS);
        print(name + ".urgent", line.urgent());
        print(name + ".normal", line.normal());
    }

    private static Ranker ranker(String name) {
        return Rankers.named(name).orElseThrow();
    }

    private static void print(String name, double value) {
        System.out.printf(Locale.ROOT, "%s %.3f%n", name, value);
    }
}
