package io.ordo.worker.process;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out, by trying them in the worker's own environment, which tools work on this machine. */
public final class ToolProbe {
    private static final Logger LOG = LoggerFactory.getLogger(ToolProbe.class);
    private static final int MAX_SECONDS = 10;

    private final List<Path> path;

    /**
     * @param path the folders to look in, as in the variable PATH
     */
    public ToolProbe(String path) {
        this.path = Stream.of(path.split(Pattern.quote(File.pathSeparator)))
                .map(Path::of)
                .toList();
    }

    /** Tries everything; what does not work is left out and logged. */
    public Tools probe(String shell, String python) {
        List<String> launcher = new ArrayList<>();
        // The signal belongs to the process: it outlives the change of session and of program that follow.
        boolean diesWithWorker = addIfItWorks(launcher, "setpriv", "--pdeathsig", "KILL");
        boolean ownSession = addIfItWorks(launcher, "setsid");
        Tools tools = new Tools(launcher, ownSession, find(shell), pythonInterpreter(python));
        LOG.info(
                "Tools probed die-with-worker={} own-session={} shell={} python={}",
                diesWithWorker,
                ownSession,
                tools.shell().map(Path::toString).orElse("none"),
                tools.python().map(Path::toString).orElse("none"));
        warnOfMissing(tools, shell, python);
        return tools;
    }

    private static void warnOfMissing(Tools tools, String shell, String python) {
        if (tools.shell().isEmpty()) {
            LOG.warn("Shell not found: shell_script tasks will fail; set ORDO_WORKER_SHELL shell={}", shell);
        }
        if (tools.python().isEmpty()) {
            LOG.warn("Python not found: python_code tasks will fail; set ORDO_WORKER_PYTHON python={}", python);
        }
        if (!tools.ownSession()) {
            LOG.warn("No setsid on this machine: processes that a task leaves behind are found less surely");
        }
    }

    private boolean addIfItWorks(List<String> launcher, String name, String... options) {
        Optional<Path> tool = find(name);
        if (tool.isEmpty()) {
            return false;
        }
        List<String> words = new ArrayList<>(List.of(tool.get().toString()));
        words.addAll(List.of(options));
        List<String> trial = new ArrayList<>(words);
        trial.addAll(List.of("/bin/sh", "-c", "echo works"));
        boolean works = firstLine(trial).filter("works"::equals).isPresent();
        if (works) {
            launcher.addAll(words);
        }
        return works;
    }

    /** The interpreter itself: the command may be a shim that only works in the worker's own environment. */
    private Optional<Path> pythonInterpreter(String python) {
        return find(python)
                .flatMap(command -> firstLine(List.of(command.toString(), "-c", "import sys; print(sys.executable)")))
                .map(Path::of)
                .filter(Files::isExecutable);
    }

    private Optional<Path> find(String command) {
        Stream<Path> candidates = command.contains("/")
                ? Stream.of(Path.of(command))
                : path.stream().map(folder -> folder.resolve(command));
        return candidates
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .map(Path::toAbsolutePath)
                .findFirst();
    }

    private static Optional<String> firstLine(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            return firstLine(process);
        } catch (IOException e) {
            LOG.debug("Tool did not start command={} error={}", command.getFirst(), e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<String> firstLine(Process process) throws IOException {
        try {
            boolean ended = process.waitFor(MAX_SECONDS, TimeUnit.SECONDS);
            return ended && process.exitValue() == 0
                    ? process.inputReader(Charset.defaultCharset()).lines().findFirst()
                    : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            process.destroyForcibly();
        }
    }
}
