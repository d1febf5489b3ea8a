package io.ordo.bench.report;

import java.util.Locale;
import java.util.stream.Collectors;

/** A report to be read, also on a terminal. */
public final class Markdown {
    private final Report report;
    private final StringBuilder text = new StringBuilder();

    private Markdown(Report report) {
        this.report = report;
    }

    /** The report as text. */
    public static String of(Report report) {
        var markdown = new Markdown(report);
        markdown.heading();
        markdown.targets();
        markdown.figures();
        return markdown.text.toString();
    }

    private void heading() {
        var machine = report.machine();
        line("# Bench of " + report.revision() + ", " + report.date());
        line("");
        line("- machine: %d cores, %s, %d GiB, %s"
                .formatted(machine.cores(), machine.processor(), machine.memory(), machine.kernel()));
        line("- PostgreSQL " + machine.postgres() + ", fsync and synchronous_commit on; Java " + machine.java());
        line("- load average before and after each round: "
                + report.loads().stream()
                        .map(load -> String.format(Locale.ROOT, "%.2f", load))
                        .collect(Collectors.joining(" ")));
        line("- asked for: " + report.arguments());
        report.mismatches().forEach(mismatch -> line("- **MISMATCH, the run is worthless:** " + mismatch));
        report.notes().forEach(note -> line("- note: " + note));
        line("");
    }

    private void targets() {
        line("| figure | against | median (min–max) | target | |");
        line("|---|---|---|---|---|");
        for (Target target : Target.ALL) {
            var reached = target.reached(report.measurements());
            line("| %s | %s | %s | %s | %s |"
                    .formatted(
                            target.figure().label(),
                            target.against(),
                            reached.map(Target.Reached::shown).orElse("–"),
                            target.asked(),
                            reached.map(one -> verdict(target, one)).orElse("not measured")));
        }
        line("");
    }

    private static String verdict(Target target, Target.Reached reached) {
        if (!target.isAsked()) {
            return "";
        }
        return reached.isMet() ? "met" : "**missed**";
    }

    private void figures() {
        line("| figure | median | min–max | rounds |");
        line("|---|---|---|---|");
        for (Figure figure : Figure.values()) {
            var values = report.measurements().of(figure);
            if (!values.isEmpty()) {
                var spread = Spread.of(values);
                line("| %s | %s | %s–%s | %d |"
                        .formatted(
                                figure.label(),
                                figure.show(spread.median()),
                                figure.show(spread.min()),
                                figure.show(spread.max()),
                                values.size()));
            }
        }
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
