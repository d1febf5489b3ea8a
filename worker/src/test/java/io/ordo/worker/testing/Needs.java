package io.ordo.worker.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ordo.worker.process.ToolProbe;
import io.ordo.worker.process.Tools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What tests need of the machine: looked for, and otherwise skipped by name, unless ORDO_TEST_REQUIRE names
 * it.
 */
public final class Needs {
    public static final Tools TOOLS =
            new ToolProbe(System.getenv().getOrDefault("PATH", "/usr/bin:/bin")).probe("/bin/bash", "python3");

    private Needs() {}

    public static Path python3() {
        need("python3", TOOLS.python().isPresent());
        return TOOLS.python().orElseThrow();
    }

    /** The process table under /proc and the tools that make sessions. */
    public static void linux() {
        need("linux", TOOLS.ownSession() && Files.isReadable(Path.of("/proc/self/environ")));
    }

    private static void need(String what, boolean found) {
        List<String> required =
                List.of(System.getenv().getOrDefault("ORDO_TEST_REQUIRE", "").split(","));
        if (!found && required.contains(what)) {
            throw new AssertionError("ORDO_TEST_REQUIRE names " + what + ", but it is not here");
        }
        assumeTrue(found, "needs " + what);
    }
}
