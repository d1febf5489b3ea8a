package io.ordo.bench.demo;

import io.ordo.bench.demo.Arrival.Group;
import io.ordo.bench.demo.Sheet.Waits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long who waited, in lines. */
final class Table {
    private Table() {}

    /** The table of a queue. */
    static List<String> lines(Sheet sheet) {
        var lines = new ArrayList<String>();
        lines.add("  waited                tasks        p50        p99        max   deadlines missed");
        for (Group group : Group.values()) {
            lines.add(line(group, sheet.waits(group)));
        }
        return lines;
    }

    private static String line(Group group, Waits waits) {
        var missed = waits.withDeadline() == 0 ? "" : waits.missed() + " of " + waits.withDeadline();
        return "  %-20s %6d %10s %10s %10s   %16s"
                .formatted(
                        group.label(),
                        waits.tasks(),
                        seconds(waits.p50()),
                        seconds(waits.p99()),
                        seconds(waits.max()),
                        missed)
                .stripTrailing();
    }

    private static String seconds(Duration wait) {
        return String.format(Locale.ROOT, "%.2f s", wait.toNanos() / 1e9);
    }
}
