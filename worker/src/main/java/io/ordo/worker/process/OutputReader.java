package io.ordo.worker.process;

import io.ordo.worker.execution.Output;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries what a child prints into the log, on a thread of its own; kills the child when the log is full. */
final class OutputReader {
    private static final Logger LOG = LoggerFactory.getLogger(OutputReader.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Process process;
    private final Output log;
    private final Thread thread;

    OutputReader(Process process, Output log) {
        this.process = process;
        this.log = log;
        this.thread = Thread.ofPlatform()
                .daemon()
                .name(Thread.currentThread().getName() + "-output")
                .unstarted(this::carry);
    }

    /** Begins; to be called once. Throws an error when the machine has no thread for it. */
    void start() {
        thread.start();
    }

    /**
     * Waits until all is read, if reading ever began, but not for ever: a survivor of the sweep may hold the pipe open.
     */
    void await() throws InterruptedException {
        if (thread.getState() != Thread.State.NEW && !thread.join(PATIENCE)) {
            LOG.warn("Output left unread: somebody holds the pipe open pid={}", process.pid());
        }
    }

    private void carry() {
        byte[] buffer = new byte[8192];
        InputStream printed = process.getInputStream();
        for (int length = read(printed, buffer); length >= 0; length = read(printed, buffer)) {
            if (!log.append(buffer, length)) {
                process.destroyForcibly();
                return;
            }
        }
    }

    /** When a child ends, Java swaps the pipe for a copy of its rest; a read caught in between fails once. */
    private static int read(InputStream printed, byte[] buffer) {
        try {
            return printed.read(buffer);
        } catch (IOException _) {
            return readRest(printed, buffer);
        }
    }

    private static int readRest(InputStream printed, byte[] buffer) {
        try {
            return printed.read(buffer);
        } catch (IOException e) {
            LOG.warn("Output not read to its end error={}", e.getMessage());
            return -1;
        }
    }
}
