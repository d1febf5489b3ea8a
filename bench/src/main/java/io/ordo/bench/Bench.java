package io.ordo.bench;

import io.ordo.bench.report.Json;
import io.ordo.bench.report.Markdown;
import io.ordo.bench.report.Report;
import io.ordo.bench.report.Revision;
import io.ordo.bench.server.Scheduler;
import io.ordo.bench.server.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Measures. Ends with status 0 when everything was measured, missed targets included; 1 when a part failed or the
 * database does not hold what was acknowledged; 2 when the command line cannot be understood.
 */
public final class Bench {
    private Bench() {}

    /** Run from the root of the repository, after a build; see {@code make bench}. */
    public static void main(String[] arguments) throws Exception {
        Thread.setDefaultUncaughtExceptionHandler(Bench::tell);
        System.exit(run(arguments));
    }

    /** Peers are stopped in the middle of their work; some of their threads take it hard. */
    private static void tell(Thread thread, Throwable failure) {
        System.err.println("A thread ended: " + failure);
    }

    private static int run(String... arguments) throws Exception {
        Arguments read;
        try {
            read = Arguments.parse(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage() + "\n" + Arguments.USAGE);
            return 2;
        }
        var program = new Scheduler.Program(Path.of("scheduler"), read.options());
        System.out.println("Starting PostgreSQL and the scheduler...");
        try (var stage = new Stage(program, read.directory())) {
            var run = new Run(stage, read);
            run.go();
            var report = run.report(Revision.of(Path.of("").toAbsolutePath()));
            System.out.println("\n" + Markdown.of(report));
            write(report, read.isWhole() ? Path.of("bench/results") : Path.of("bench/target/results"));
            return run.isSound() ? 0 : 1;
        }
    }

    private static void write(Report report, Path directory) throws IOException {
        Files.createDirectories(directory);
        var name = report.date() + "-" + report.revision();
        var markdown = Files.writeString(directory.resolve(name + ".md"), Markdown.of(report));
        Files.writeString(directory.resolve(name + ".json"), Json.of(report));
        System.out.println("Written to " + markdown + " and its .json");
    }
}
