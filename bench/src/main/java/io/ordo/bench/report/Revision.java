package io.ordo.bench.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Which commit was measured. */
public final class Revision {
    private static final String UNKNOWN = "unknown";

    private Revision() {}

    /** The short hash of the commit that is checked out, with {@code -dirty} when files differ from it. */
    public static String of(Path repository) {
        var hash = git(repository, "rev-parse", "--short=10", "HEAD");
        if (hash.isEmpty()) {
            return UNKNOWN;
        }
        return git(repository, "status", "--porcelain").isEmpty() ? hash : hash + "-dirty";
    }

    private static String git(Path repository, String... arguments) {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        try {
            var process = new ProcessBuilder(command)
                    .directory(repository.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.onExit().join().exitValue() == 0 ? output.strip() : "";
        } catch (IOException noGit) {
            return "";
        }
    }
}
