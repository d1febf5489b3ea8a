package io.ordo.bench.server;

import io.ordo.bench.load.Endpoint;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Ordo's scheduler as a process of its own, started as its container starts it. */
public final class Scheduler implements AutoCloseable {
    private static final String KEY = "a-key-for-the-bench";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TOLD_LINES = 20;

    private final Process process;
    private final Endpoint endpoint;
    private final Path log;

    private Scheduler(Process process, Endpoint endpoint, Path log) {
        this.process = process;
        this.endpoint = endpoint;
        this.log = log;
    }

    /**
     * Where the scheduler's program is, and how its JVM is started.
     *
     * @param module directory of the scheduler's module after a build, with {@code target/lib}
     * @param options of the JVM, added to those of the container
     */
    public record Program(Path module, List<String> options) {}

    /**
     * Starts a scheduler on a database of its own and returns when it is ready.
     *
     * @param log file for what it prints
     */
    public static Scheduler start(Program program, Postgres postgres, String database, Path log)
            throws IOException, InterruptedException {
        int port = Ports.free();
        var builder = new ProcessBuilder(command(program))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("ORDO_"));
        builder.environment()
                .putAll(Map.of(
                        "ORDO_API_KEY",
                        KEY,
                        "ORDO_HOST",
                        "127.0.0.1",
                        "ORDO_PORT",
                        Integer.toString(port),
                        "ORDO_DATABASE_URL",
                        postgres.url(database),
                        "ORDO_DATABASE_USER",
                        postgres.user(),
                        "ORDO_DATABASE_PASSWORD",
                        "",
                        "ORDO_ALLOWED_ADDRESSES",
                        "loopback"));
        var scheduler = new Scheduler(builder.start(), new Endpoint(port, KEY), log);
        try {
            scheduler.awaitReady();
            return scheduler;
        } catch (IOException | InterruptedException | RuntimeException notReady) {
            scheduler.close();
            throw notReady;
        }
    }

    private static List<String> command(Program program) {
        Path target = program.module().resolve("target");
        if (!Files.isDirectory(target.resolve("lib"))) {
            throw new IllegalStateException("The scheduler is not built: no " + target.resolve("lib"));
        }
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx1g",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(program.options());
        command.addAll(List.of(
                "-cp",
                target.resolve("classes") + File.pathSeparator + target.resolve("lib") + File.separator + "*",
                "io.ordo.scheduler.app.SchedulerApplication"));
        return command;
    }

    private void awaitReady() throws IOException, InterruptedException {
        var ready = HttpRequest.newBuilder(URI.create(endpoint.url() + "/manage/health/readiness"))
                .timeout(Duration.ofSeconds(5))
                .build();
        long start = System.nanoTime();
        try (var client = HttpClient.newHttpClient()) {
            while (!answers(client, ready)) {
                if (!process.isAlive() || System.nanoTime() - start > PATIENCE.toNanos()) {
                    throw new IllegalStateException("The scheduler did not start:\n" + lastWords());
                }
                Thread.sleep(50);
            }
        }
    }

    private static boolean answers(HttpClient client, HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Where it answers, and with which key. */
    public Endpoint endpoint() {
        return endpoint;
    }

    /** The end of what it printed. */
    public String lastWords() throws IOException {
        var lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - TOLD_LINES), lines.size()));
    }

    @Override
    public void close() {
        Children.end(process);
    }
}
