package io.ordo.standalone.database;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs PostgreSQL's programs. They refuse to work for root; for root they run in a user namespace of their own, in
 * which root is an ordinary user who still owns root's files.
 */
final class PostgresPrograms {
    private static final List<String> IN_USER_NAMESPACE = List.of("unshare", "--user");

    private final Path directory;
    private final List<String> prefix;

    /** What a program printed, standard output and error together, and how it ended. */
    record Answer(int exitCode, String output) {
        boolean succeeded() {
            return exitCode == 0;
        }
    }

    private PostgresPrograms(Path directory, List<String> prefix) {
        this.directory = directory;
        this.prefix = prefix;
    }

    /**
     * The programs of an unpacked archive.
     *
     * @throws DatabaseStartException for root where it cannot make a user namespace, as in most containers
     */
    static PostgresPrograms of(Path archive) throws DatabaseStartException {
        Path directory = archive.resolve("bin");
        if (new UnixSystem().getUid() != 0) {
            return new PostgresPrograms(directory, List.of());
        }
        if (!canMakeUserNamespace()) {
            throw new DatabaseStartException(
                    "PostgreSQL does not run as root, and this machine does not let root step down (unshare --user is"
                            + " refused): start Ordo as an ordinary user.");
        }
        return new PostgresPrograms(directory, IN_USER_NAMESPACE);
    }

    /** Runs a program to its end, whether or not the thread is interrupted: half a start helps nobody. */
    Answer run(String program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(directory.resolve(program).toString());
        command.addAll(arguments);
        return run(command);
    }

    private static boolean canMakeUserNamespace() {
        List<String> command = new ArrayList<>(IN_USER_NAMESPACE);
        command.add("true");
        try {
            return run(command).succeeded();
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    private static Answer run(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C"); // Messages are compared.
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.onExit().join().exitValue(), output);
    }
}
