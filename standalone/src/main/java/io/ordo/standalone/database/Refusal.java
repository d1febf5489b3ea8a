package io.ordo.standalone.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Why PostgreSQL did not start, in its own words. */
record Refusal(String reason) {

    /** The killed server's memory or pid file is still in use; or another program was quicker to take the port. */
    private static final List<String> PASSING =
            List.of("is still in use", "already exists", "could not create any TCP/IP sockets");

    /** The last fatal line of the server's log, or what {@code pg_ctl} printed when the log has none. */
    static Refusal readFrom(Path log, String printed) throws IOException {
        String reason = Files.exists(log) ? lastFatal(Files.readString(log)) : "";
        return new Refusal(reason.isEmpty() ? printed.strip() : reason);
    }

    /** Whether it is worth waiting for the reason to go away. */
    boolean passes() {
        return PASSING.stream().anyMatch(reason::contains);
    }

    private static String lastFatal(String log) {
        return log.lines()
                .filter(line -> line.contains("FATAL: "))
                .map(line -> line.substring(line.indexOf("FATAL: ") + "FATAL: ".length())
                        .strip())
                .reduce("", (earlier, later) -> later);
    }
}
