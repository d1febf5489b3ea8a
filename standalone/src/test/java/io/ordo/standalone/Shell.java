package io.ordo.standalone;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A person's terminal. */
final class Shell {
    private static final int COMMAND_NOT_FOUND = 127;

    private Shell() {}

    /** Runs a pasted line and returns what it printed; skips the test where the line's program is not installed. */
    static String paste(String line) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder("sh", "-c", line).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        String program = line.substring(0, line.indexOf(' '));
        if (status == COMMAND_NOT_FOUND && required().contains(program)) {
            throw new AssertionError("ORDO_TEST_REQUIRE names " + program + ", but it is not here");
        }
        assumeFalse(status == COMMAND_NOT_FOUND, "needs " + program);
        return output;
    }

    private static List<String> required() {
        return List.of(System.getenv().getOrDefault("ORDO_TEST_REQUIRE", "").split(","));
    }
}
