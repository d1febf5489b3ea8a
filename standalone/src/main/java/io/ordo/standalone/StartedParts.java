package io.ordo.standalone;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has been started, to be stopped in the opposite order. Starting one part and stopping all exclude each other: a
 * stop that comes while a part starts waits for that part, and then nothing more starts.
 */
final class StartedParts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StartedParts.class);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private boolean closed;

    /** Makes a part from nothing; what it started before it threw, it must have stopped itself. */
    interface Start<T> {
        T start() throws Exception;
    }

    /**
     * Starts one more part.
     *
     * @throws InterruptedException when the parts have been stopped: there is nothing to start for
     */
    synchronized <T extends AutoCloseable> T start(Start<T> start) throws Exception {
        if (closed) {
            throw new InterruptedException("stopped while starting");
        }
        T part = start.start();
        parts.push(part);
        return part;
    }

    /** Stops all parts, the last started first. One that fails to stop is reported and does not keep the others. */
    @Override
    public synchronized void close() {
        closed = true;
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception failure) {
                LOG.error("Stopping failed, the others are stopped all the same", failure);
            }
        }
    }
}
