package io.ordo.worker.loop;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repeats a step on a daemon thread of its own. A step that fails by a defect is logged and repeated after a
 * while, and so is one that fails by an error: a loop never dies in silence. Stopping ends the pauses but interrupts no
 * step.
 */
public final class Loop {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final Duration AFTER_DEFECT = Duration.ofSeconds(5);

    private final Step step;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;

    /** What is repeated. */
    public interface Step {
        /** Does it once and tells how long to pause before the next time. */
        Duration run() throws InterruptedException;
    }

    public Loop(String name, Step step) {
        this.step = step;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::repeat);
    }

    /** Begins; to be called once. */
    public void start() {
        thread.start();
    }

    /** Begins no further step. */
    public void stop() {
        stopping.countDown();
    }

    /** Whether it was told to stop. */
    public boolean isStopping() {
        return stopping.getCount() == 0;
    }

    /** Waits for the last step, if there was any, to end; false when the patience is over before. */
    public boolean join(Duration patience) throws InterruptedException {
        return thread.getState() == Thread.State.NEW || thread.join(patience);
    }

    private void repeat() {
        try {
            while (!isStopping()) {
                Duration pause = runStep();
                boolean _ = stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException _) {
            LOG.warn("Loop interrupted: it runs no more name={}", thread.getName());
        }
    }

    private Duration runStep() throws InterruptedException {
        try {
            return step.run();
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) { // errors too: a machine short of threads or memory may have some again
            LOG.error("Loop failed; it goes on in {} s name={}", AFTER_DEFECT.toSeconds(), thread.getName(), e);
            return AFTER_DEFECT;
        }
    }
}
