package io.ordo.standalone.database;

import io.ordo.standalone.database.PostgresPrograms.Answer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL's data directory and the verbs of its life. {@code pg_ctl} does the work: it gives the server a session of
 * its own, so that Ctrl-C in a terminal does not reach it before those who use it have ended, and it knows the states
 * of a starting and a recovering server.
 *
 * <p>The port is the last one, so that other schedulers of the same database find it again; where somebody else holds
 * it, a new one.
 */
final class Cluster {
    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);

    /** Of one start or stop. Recovery after a crash replays at most a few GB of log. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** How long the killed server's backends get to notice its death: each ends with its current statement. */
    private static final Duration PATIENCE_WITH_THE_DEAD = Duration.ofSeconds(60);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Path directory;
    private final Path log;
    private final Path lastPort;
    private final PostgresPrograms programs;

    Cluster(Path home, PostgresPrograms programs) {
        this.directory = home.resolve("postgres");
        this.log = home.resolve("postgres.log");
        this.lastPort = home.resolve("database-port");
        this.programs = programs;
    }

    /** Makes the cluster unless it is there. Its locale is built in, so that text sorts the same on every machine. */
    void make(Path passwordFile) throws IOException {
        WholeDirectory.make(directory, unfinished -> {
            LOG.info("Making PostgreSQL's files, this once directory={}", directory);
            Answer answer = programs.run(
                    "initdb",
                    List.of(
                            "--pgdata=" + unfinished,
                            "--username=" + EmbeddedDatabase.USER,
                            "--pwfile=" + passwordFile,
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            "--locale-provider=builtin",
                            "--builtin-locale=C.UTF-8",
                            "--locale=C"));
            if (!answer.succeeded()) {
                throw new DatabaseStartException("PostgreSQL could not make its files: "
                        + answer.output().strip());
            }
        });
    }

    /**
     * Starts the server and returns its port when it takes connections. What a killed one left is cleared before each
     * attempt: it may itself have been about to start.
     */
    int start() throws IOException, InterruptedException {
        keepOneOldLog();
        long giveUp = System.nanoTime() + PATIENCE_WITH_THE_DEAD.toNanos();
        while (true) {
            clearPast();
            int port = port();
            Answer answer = pgCtl("start", "-l", log.toString(), "-o", serverOptions(port));
            if (answer.succeeded()) {
                LOG.info("PostgreSQL started port={} log={}", port, log);
                Files.writeString(lastPort, port + "\n");
                return port;
            }
            Refusal refusal = Refusal.readFrom(log, answer.output());
            if (!refusal.passes() || System.nanoTime() > giveUp) {
                clearPast(); // It may be starting still, after more than our patience.
                throw new DatabaseStartException("PostgreSQL did not start: " + refusal.reason());
            }
            LOG.warn(
                    "PostgreSQL cannot start yet, waiting for a killed one to end, up to {} s reason=\"{}\"",
                    PATIENCE_WITH_THE_DEAD.toSeconds(),
                    refusal.reason());
            Thread.sleep(PAUSE);
        }
    }

    /** Stops the server that outlived its parent, or removes the word of one that cannot be. */
    private void clearPast() throws IOException {
        Optional<Postmaster> past = Postmaster.of(directory);
        if (past.filter(Postmaster::serves).isPresent()) {
            LOG.info(
                    "PostgreSQL of a killed Ordo found, stopping it pid={}",
                    past.get().pid());
            pgCtl("stop", "-m", "fast");
        } else if (past.filter(Postmaster::misleads).isPresent()) {
            Files.deleteIfExists(past.get().file());
        }
    }

    void awaitEnd() throws IOException, InterruptedException {
        Optional<Postmaster> serving = Postmaster.of(directory);
        if (serving.isPresent()) {
            serving.get().awaitEnd();
        }
    }

    void stop() throws IOException {
        Answer answer = pgCtl("stop", "-m", "fast");
        if (!answer.succeeded()) {
            throw new IOException("PostgreSQL did not stop, the next start stops it: "
                    + answer.output().strip());
        }
        LOG.info("PostgreSQL stopped");
    }

    private Answer pgCtl(String verb, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(
                List.of(verb, "-D", directory.toString(), "-w", "-t", Long.toString(PATIENCE.toSeconds())));
        all.addAll(List.of(arguments));
        return programs.run("pg_ctl", all);
    }

    /** A shell reads these. No socket file: it would lie in a directory that all users share. */
    private static String serverOptions(int port) {
        return "-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c log_checkpoints=off"
                .formatted(port);
    }

    /** The log grows only by what goes wrong, so a fresh file for each start is limit enough. */
    private void keepOneOldLog() throws IOException {
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling("postgres.log.old"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private int port() throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true); // connections of the last server may not be forgotten yet
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), portOfLastStart()));
            return socket.getLocalPort();
        } catch (BindException taken) {
            return freePort();
        }
    }

    /** Zero, for any free one, when there was none. */
    private int portOfLastStart() throws IOException {
        String text = Files.exists(lastPort) ? Files.readString(lastPort).strip() : "";
        return text.matches("[1-9]\\d{3}|[1-5]\\d{4}|6[0-4]\\d{3}") ? Integer.parseInt(text) : 0;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
