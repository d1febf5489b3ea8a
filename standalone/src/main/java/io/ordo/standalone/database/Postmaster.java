package io.ordo.standalone.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** The process that serves a cluster, as the cluster's {@code postmaster.pid} names it: it may be long gone. */
record Postmaster(Path file, long pid) {
    private static final long UNKNOWN = 0;

    /** Who serves the cluster according to its own file; empty when it was last stopped in good order. */
    static Optional<Postmaster> of(Path cluster) throws IOException {
        Path file = cluster.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String firstLine = Files.readString(file).lines().findFirst().orElse("").strip();
        return Optional.of(new Postmaster(file, firstLine.isEmpty() ? UNKNOWN : Long.parseLong(firstLine)));
    }

    /** Whether the process lives and is a PostgreSQL. */
    boolean serves() {
        return process()
                .flatMap(process -> process.info().command())
                .map(command -> String.valueOf(Path.of(command).getFileName()))
                .filter(program -> program.startsWith("postgres"))
                .isPresent();
    }

    /**
     * Whether the file says nothing, as after a power cut, or its number now belongs to a process that is no
     * PostgreSQL, as after a restart of the machine or container. PostgreSQL refuses to start on either.
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
