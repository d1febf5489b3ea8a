package io.ordo.scheduler.testing;

import static org.awaitility.Awaitility.await;

import io.ordo.scheduler.app.SchedulerApplication;
import io.ordo.scheduler.testing.Servers.DatabaseAddress;
import io.ordo.scheduler.testing.courier.Signals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** A scheduler as a process of its own, to be killed. */
public final class ChildScheduler implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final Path output;
    private final String url;

    private ChildScheduler(Process process, Path output, String url) {
        this.process = process;
        this.output = output;
        this.url = url;
    }

    /** Starts one, and returns when it serves. */
    public static ChildScheduler on(DatabaseAddress database) throws IOException {
        return on(database, Map.of());
    }

    /** As {@link #on(DatabaseAddress)}, with settings of the test's own, by their names in the environment. */
    public static ChildScheduler on(DatabaseAddress database, Map<String, String> settings) throws IOException {
        int port = freePort();
        Path output = Files.createTempFile("scheduler", ".log");
        var builder = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SchedulerApplication.class.getName()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment()
                .putAll(Map.of(
                        "ORDO_HOST",
                        "127.0.0.1",
                        "ORDO_PORT",
                        Integer.toString(port),
                        "ORDO_API_KEY",
                        TestScheduler.KEY,
                        "ORDO_DATABASE_URL",
                        database.url(),
                        "ORDO_DATABASE_USER",
                        database.user(),
                        "ORDO_DATABASE_PASSWORD",
                        database.password()));
        builder.environment().putAll(settings);
        return new ChildScheduler(builder.start(), output, "http://127.0.0.1:" + port).awaitServing();
    }

    /** A client that shows the key. */
    public Client client() {
        return new Client(url, TestScheduler.KEY);
    }

    /** Sends SIGKILL and waits for its effect. */
    public void kill() {
        Signals.kill(process);
    }

    /** Sends SIGTERM, and returns at once. */
    public void terminate() {
        Signals.send("TERM", process);
    }

    /** The code it ended with; empty while it runs. */
    public OptionalInt exitCode() {
        return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    }

    /** It does nothing until {@link #resume}, and knows nothing of it. */
    public void pause() {
        Signals.send("STOP", process);
    }

    /** Goes on where it was. */
    public void resume() {
        Signals.send("CONT", process);
    }

    /** What it has logged. */
    public String output() throws IOException {
        return Files.readString(output);
    }

    @Override
    public void close() throws IOException {
        kill();
        Files.deleteIfExists(output);
    }

    private ChildScheduler awaitServing() throws IOException {
        await("scheduler").atMost(PATIENCE).until(() -> !process.isAlive() || serves());
        if (!process.isAlive()) {
            throw new AssertionError(Files.readString(output));
        }
        return this;
    }

    private boolean serves() {
        try {
            return client().get("/health").status() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
