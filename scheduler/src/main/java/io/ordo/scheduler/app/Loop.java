package io.ordo.scheduler.app;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one actor run, again and again, on a thread of its own: at once while it says there is more, otherwise after a
 * pause. A round that fails is logged and followed by the next, so an outage of the database ends by itself.
 */
public final class Loop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    /** A round is a few statements: who waits longer waits for a database that is gone. */
    private static final Duration LAST_ROUND = Duration.ofSeconds(10);

    private final String name;
    private final Duration pause;
    private final BooleanSupplier round;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private boolean failing;

    /**
     * @param pause between rounds
     * @param round answers whether there may be more to do
     */
    public Loop(String name, Duration pause, BooleanSupplier round) {
        this.name = name;
        this.pause = pause;
        this.round = round;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Starts no other round, and does not wait for the one that is running. */
    void endAfterThisRound() {
        closing.countDown();
    }

    /** Lets the round that is running end, and starts no other. */
    @Override
    public void close() {
        endAfterThisRound();
        try {
            thread.join(LAST_ROUND);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            boolean more = false;
            while (!closing.await(more ? 0 : pause.toMillis(), TimeUnit.MILLISECONDS)) {
                more = runRound();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean runRound() {
        try {
            boolean more = round.getAsBoolean();
            if (failing) {
                LOG.info("loop_recovered loop={}", name);
                failing = false;
            }
            return more;
        } catch (RuntimeException | Error failed) { // a loop never ends in silence
            report(failed);
            return false;
        }
    }

    /** The first failure with its trace, those that follow it in one line. */
    private void report(Throwable failed) {
        if (failing) {
            LOG.warn("loop_still_failing loop={} error=\"{}\" next=retried", name, failed.getMessage());
        } else {
            LOG.error("loop_failed loop={} next=retried_every_{}ms", name, pause.toMillis(), failed);
        }
        failing = true;
    }
}
