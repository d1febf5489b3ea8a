package io.ordo.worker.attempt;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of one thread's work that other threads may stop. Interrupts reach the thread within the stretch
 * only: what it does afterwards, settling above all, is left in peace. The first cause counts.
 */
final class Stoppable {
    private Stopped.@Nullable Cause cause;
    private @Nullable Thread worker;
    private boolean ended;

    /** Work that answers an interrupt with {@link InterruptedException}. */
    interface Work<T> {
        T run() throws IOException, InterruptedException;
    }

    /**
     * Does the work on the calling thread. Work that is done in spite of a stop counts as done.
     *
     * @throws InterruptedException when the thread was interrupted by others than {@link #stop}
     */
    <T> T during(Work<T> work) throws Stopped, IOException, InterruptedException {
        begin();
        try {
            return work.run();
        } catch (InterruptedException e) {
            throw stopped(e);
        } finally {
            end();
        }
    }

    /**
     * Stops the work, now or as soon as it begins.
     *
     * @return false when it has ended or was stopped before
     */
    synchronized boolean stop(Stopped.Cause why) {
        if (ended || cause != null) {
            return false;
        }
        cause = why;
        if (worker != null) {
            worker.interrupt();
        }
        return true;
    }

    private synchronized void begin() throws Stopped {
        if (cause != null) {
            throw new Stopped(cause);
        }
        worker = Thread.currentThread();
    }

    private synchronized void end() {
        ended = true;
        if (cause != null) {
            Thread.interrupted(); // a stop that came too late must not reach what follows
        }
    }

    private synchronized Stopped stopped(InterruptedException interrupt) throws InterruptedException {
        if (cause == null) {
            throw interrupt;
        }
        return new Stopped(cause);
    }
}
