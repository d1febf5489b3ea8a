package io.ordo.bench.server;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the ranker's simulator measures of itself, as a process of its own with one processor: the bench knows none of
 * its classes but the name of the one that is run.
 */
public final class RankerFigures {
    private static final String PROGRAM = "io.ordo.ranker.simulation.load.Figures";
    private static final Pattern LINE = Pattern.compile("(\\S+) (-?[0-9.]+)");

    private final Path module;

    /** Those of the ranker a scheduler comes with: {@code module} is its directory after a build. */
    public RankerFigures(Path module) {
        this.module = module;
    }

    /** Everything the program prints, a number by its name. */
    public Map<String, Double> of(String argument) throws IOException, InterruptedException {
        var process = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx1500m",
                        "-XX:ActiveProcessorCount=1",
                        "-cp",
                        module.resolve("target").resolve("lib") + File.separator + "*",
                        PROGRAM,
                        argument))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var output = process.getInputStream()) {
            var figures = read(new String(output.readAllBytes(), StandardCharsets.UTF_8));
            int status = process.waitFor();
            if (status != 0) {
                throw new IOException(PROGRAM + " " + argument + " ended with status " + status);
            }
            return figures;
        } finally {
            process.destroyForcibly();
        }
    }

    static Map<String, Double> read(String text) {
        return text.lines()
                .map(LINE::matcher)
                .filter(line -> line.matches())
                .collect(Collectors.toMap(line -> line.group(1), line -> Double.valueOf(line.group(2))));
    }
}
