package io.ordo.ranker.simulation.load;

import io.ordo.ranker.Ranker;
import io.ordo.ranker.catalog.Rankers;
import io.ordo.ranker.simulation.RecordedTask;
import io.ordo.ranker.simulation.Replay;
import io.ordo.ranker.simulation.Simulator;
import io.ordo.ranker.simulation.load.FloodLoad.LongJobs;
import io.ordo.ranker.simulation.load.FloodLoad.Urgent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * What each ranker makes of the flood: waits in seconds, means over several seeds. As a program it prints the tables
 * of docs/ranking.md.
 */
public final class FloodTable {
    private static final List<String> COLUMNS = List.of(
            "ranker",
            "urgent p99",
            "normal p99",
            "lowest p99",
            "lowest max",
            "flooder p99",
            "mean of all",
            "deadlines missed",
            "fairness");

    private static final List<String> OWN_COLUMNS =
            List.of("ranker", "flooder's urgent p99", "flooder p99", "urgent p99", "normal p99");

    private FloodTable() {}

    /**
     * One line of the table, all waits in seconds.
     *
     * @param urgent the 99th percentile of the urgent tasks of the ordinary tenants
     * @param normal of their normal tasks
     * @param lowest of their tasks of the lowest class
     * @param lowestMax the longest wait of these
     * @param flooder the 99th percentile of the flooder's tasks
     * @param flooderUrgent of its urgent tasks, if any
     * @param mean of all tasks
     * @param missed the share of deadlines that were missed
     * @param fairness Jain's index
     */
    public record Line(
            double urgent,
            double normal,
            double lowest,
            double lowestMax,
            double flooder,
            double flooderUrgent,
            double mean,
            double missed,
            double fairness) {
        /** The line in the table, without the ranker. */
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%.1f | %.1f | %.0f | %.0f | %.0f | %.0f | %.1f %% | %.2f",
                    urgent,
                    normal,
                    lowest,
                    lowestMax,
                    flooder,
                    mean,
                    missed * 100,
                    fairness);
        }

        /** The line in the table of what floods and is urgent, without the ranker. */
        public String own() {
            return String.format(Locale.ROOT, "%.1f | %.0f | %.1f | %.1f", flooderUrgent, flooder, urgent, normal);
        }

        private static Line of(Replay replay) {
            Predicate<RecordedTask> flood = task -> task.tenant().equals(FloodLoad.FLOODER);
            Predicate<RecordedTask> others = task -> task.tenant().startsWith("tenant-");
            var lowest = replay.waits(others.and(task -> task.priority() == 5));
            var all = replay.waits(task -> true);
            return new Line(
                    seconds(replay.waits(others.and(task -> task.priority() == 1))
                            .p99()),
                    seconds(replay.waits(others.and(task -> task.priority() == 3))
                            .p99()),
                    seconds(lowest.p99()),
                    seconds(lowest.max()),
                    seconds(replay.waits(flood).p99()),
                    seconds(replay.waits(flood.and(task -> task.priority() == 1))
                            .p99()),
                    seconds(all.mean()),
                    (double) all.missed() / all.withDeadline(),
                    replay.report().fairness());
        }

        private static Line mean(List<Line> lines) {
            return new Line(
                    mean(lines, Line::urgent),
                    mean(lines, Line::normal),
                    mean(lines, Line::lowest),
                    mean(lines, Line::lowestMax),
                    mean(lines, Line::flooder),
                    mean(lines, Line::flooderUrgent),
                    mean(lines, Line::mean),
                    mean(lines, Line::missed),
                    mean(lines, Line::fairness));
        }

        private static double mean(List<Line> lines, ToDoubleFunction<Line> column) {
            return lines.stream().mapToDouble(column).average().orElseThrow();
        }

        private static double seconds(Duration duration) {
            return duration.toNanos() / 1e9;
        }
    }

    /** The line of a ranker: means over the seeds from 1 to {@code seeds}. */
    public static Line line(Ranker ranker, LongJobs longJobs, Urgent flood, int seeds) {
        var lines = new ArrayList<Line>();
        for (int seed = 1; seed <= seeds; seed++) {
            var load = new FloodLoad(seed, longJobs, flood).workload();
            lines.add(Line.of(Simulator.replay(ranker, load)));
        }
        return Line.mean(lines);
    }

    /** Prints the tables; the argument is the number of seeds, 8 without. */
    public static void main(String[] args) {
        int seeds = args.length == 0 ? 8 : Integer.parseInt(args[0]);
        print("Long jobs at any time", LongJobs.APART, Urgent.NONE, seeds);
        print("Long jobs in bursts of eight", LongJobs.BURSTS, Urgent.NONE, seeds);
        print("No long jobs", LongJobs.NONE, Urgent.NONE, seeds);
        print("Long jobs at any time, and the flooder calls everything urgent", LongJobs.APART, Urgent.ALL, seeds);
        table(
                "Long jobs at any time, and some of the flood is urgent",
                OWN_COLUMNS,
                ranker -> line(ranker, LongJobs.APART, Urgent.SOME, seeds).own());
    }

    private static void print(String title, LongJobs longJobs, Urgent flood, int seeds) {
        table(title, COLUMNS, ranker -> line(ranker, longJobs, flood, seeds).toString());
    }

    private static void table(String title, List<String> columns, Function<Ranker, String> line) {
        System.out.println("\n" + title + "\n\n| " + String.join(" | ", columns) + " |");
        System.out.println("|---".repeat(columns.size()) + "|");
        for (String name : Rankers.names()) {
            System.out.println(
                    "| `" + name + "` | " + line.apply(Rankers.named(name).orElseThrow()) + " |");
        }
    }
}
