package io.ordo.standalone;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged program as a process of its own, with what it printed. Closing it stops it as Ctrl-C would. */
final class StandaloneProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final Path data;
    private final Path output;

    private StandaloneProcess(Process process, Path data, Path output) {
        this.process = process;
        this.data = data;
        this.output = output;
    }

    static StandaloneProcess launch(Path data, int port, Map<String, String> more) throws IOException {
        Path output = Files.createTempFile(data.getParent(), "output", ".txt");
        var builder = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "--sun-misc-unsafe-memory-access=allow",
                        "-jar",
                        System.getProperty("ordo.jar")))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("ORDO_"));
        builder.environment().put("ORDO_DATA_DIR", data.toString());
        builder.environment().put("ORDO_PORT", Integer.toString(port));
        builder.environment().putAll(more);
        return new StandaloneProcess(builder.start(), data, output);
    }

    StandaloneProcess awaitRunning() {
        return awaitOutput("Ordo is running.");
    }

    StandaloneProcess awaitOutput(String text) {
        await(text).atMost(PATIENCE).until(() -> output().contains(text) || !process.isAlive());
        if (!output().contains(text)) {
            throw new AssertionError("ended without saying \"" + text + "\":\n" + output());
        }
        return this;
    }

    /** Sends SIGTERM. */
    StandaloneProcess terminate() {
        process.destroy();
        return this;
    }

    /** Sends SIGKILL and waits for its effect. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

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

    /** What the banner says after a label. */
    String told(String label) {
        Matcher line =
                Pattern.compile("^ *" + label + " +(\\S+)$", Pattern.MULTILINE).matcher(output());
        if (!line.find()) {
            throw new AssertionError("no " + label + " in:\n" + output());
        }
        return line.group(1);
    }

    String curlLine() {
        return output().lines()
                .map(String::strip)
                .filter(line -> line.startsWith("curl "))
                .findFirst()
                .orElseThrow();
    }

    /** PostgreSQL's main process, while the cluster says that there is one. */
    Optional<ProcessHandle> postmaster() throws IOException {
        Path file = data.resolve("postgres/postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return ProcessHandle.of(
                Long.parseLong(Files.readAllLines(file).getFirst().strip()));
    }

    @Override
    public void close() {
        terminate().awaitExitStatus();
    }
}
