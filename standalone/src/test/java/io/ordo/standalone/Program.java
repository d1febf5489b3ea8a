package io.ordo.standalone;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One of Ordo's applications as a process of its own, with what it printed. Closing it sends SIGTERM. */
final class Program implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final Path output;

    private Program(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts an application's main class with these settings, and no others. */
    static Program launch(String mainClass, Map<String, String> settings, Path directory) throws IOException {
        Path output = Files.createTempFile(directory, "output", ".txt");
        var builder = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("ordo.jar"),
                        mainClass))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("ORDO_"));
        builder.environment().putAll(settings);
        return new Program(builder.start(), output);
    }

    Program awaitOutput(String text) {
        await(text).atMost(PATIENCE).until(() -> output().contains(text) || !process.isAlive());
        if (!output().contains(text)) {
            throw new AssertionError("ended without saying \"" + text + "\":\n" + output());
        }
        return this;
    }

    /** Sends SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** Sends SIGKILL and waits for its effect. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** How it ended, once it has. */
    int awaitExitStatus() {
        await("end of process").atMost(PATIENCE).until(() -> !process.isAlive());
        return process.exitValue();
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        process.destroy();
        awaitExitStatus();
    }
}
