package io.ordo.standalone.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** The process that serves a cluster, as the cluster's {@code postmaster.pid} names it: it may be long gone. */
record Postmaster(Path cluster, long pid) {
    private static final long UNKNOWN = 0;

    /** Who serves the cluster according to its own file; empty when it was last stopped in good order. */
    static Optional<Postmaster> of(Path cluster) throws IOException {
        try {
            // Any byte is a character of this charset: spoilt text is read too, and is no number.
            String text = Files.readString(file(cluster), StandardCharsets.ISO_8859_1);
            return Optional.of(new Postmaster(cluster, pidIn(text)));
        } catch (NoSuchFileException stopped) {
            return Optional.empty();
        }
    }

    private static long pidIn(String text) {
        try {
            return Long.parseLong(text.lines().findFirst().orElse("").strip());
        } catch (NumberFormatException notANumber) {
            return UNKNOWN;
        }
    }

    private static Path file(Path cluster) {
        return cluster.resolve("postmaster.pid");
    }

    Path file() {
        return file(cluster);
    }

    /**
     * Whether the process lives and is the PostgreSQL of this very cluster: it was started with the directory as an
     * argument. One whose arguments cannot be read belongs to another user, so it is not ours.
     */
    boolean serves() {
        return process().map(ProcessHandle::info).filter(this::isOurs).isPresent();
    }

    private boolean isOurs(ProcessHandle.Info info) {
        boolean isPostgres = info.command()
                .map(command -> String.valueOf(Path.of(command).getFileName()))
                .filter(program -> program.startsWith("postgres"))
                .isPresent();
        return isPostgres
                && info.arguments()
                        .filter(arguments -> Arrays.asList(arguments).contains(cluster.toString()))
                        .isPresent();
    }

    /**
     * Whether the file names no process, as after a power cut, or its number now belongs to a process that does not
     * serve this cluster, as after a restart of the machine or container. PostgreSQL refuses to start on either.
     */
    boolean misleads() {
        return pid == UNKNOWN || (process().isPresent() && !serves());
    }

    void awaitEnd() throws InterruptedException {
        Optional<ProcessHandle> process = process();
        if (process.isPresent()) {
            var ended = new CountDownLatch(1);
            var _ = process.get().onExit().thenRun(ended::countDown);
            ended.await();
        }
    }

    private Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    }
}
