package io.ordo.bench.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Why a task waits, asked while it did.
 *
 * @param number of the task
 * @param at when it was asked, by {@link System#nanoTime}
 * @param answer in lines
 */
record Inquiry(int number, long at, List<String> answer) {
    /** Asks about a late task of the flood; empty when none waits any more. */
    static Optional<Inquiry> make(Ordo ordo, Sheet sheet, Flood flood, ServerTime clock) throws InterruptedException {
        var waiting = sheet.waiting(flood.inquired());
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        int number = waiting.getAsInt();
        long at = System.nanoTime();
        var now = clock.now();
        var answer = ordo.explain(sheet.id(number))
                .map(explanation -> Explained.lines(explanation, now))
                .orElse(List.of("(this Ordo does not know GET /api/v1/tasks/{id}/explain)"));
        return Optional.of(new Inquiry(number, at, answer));
    }

    /** The answer, and how it came in the end. */
    List<String> lines(Sheet sheet) {
        var lines = new ArrayList<>(answer);
        sheet.startedAfter(number, at).ifPresent(wait -> lines.add("  It started " + seconds(wait) + " later."));
        return lines;
    }

    private static String seconds(Duration wait) {
        return String.format(Locale.ROOT, "%.1f s", wait.toMillis() / 1_000.0);
    }
}
