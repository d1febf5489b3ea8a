package io.ordo.worker.attempt;

import io.ordo.api.queue.PoppedTask;
import io.ordo.worker.execution.Executors;
import io.ordo.worker.execution.Outcome;
import io.ordo.worker.execution.Output;
import io.ordo.worker.execution.Reason;
import java.io.IOException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Walks an attempt through: start, execute within the time limit, settle. */
public final class Attempting {
    private static final Logger LOG = LoggerFactory.getLogger(Attempting.class);

    private final Executors executors;
    private final Reporter reporter;
    private final ScheduledExecutorService timers;
    private final int outputLimit;

    /**
     * @param timers end what takes too long; they must not be blocked for long by others
     * @param outputLimit bytes of output one attempt may print
     */
    public Attempting(Executors executors, Reporter reporter, ScheduledExecutorService timers, int outputLimit) {
        this.executors = executors;
        this.reporter = reporter;
        this.timers = timers;
        this.outputLimit = outputLimit;
    }

    /**
     * Runs the attempt to its end on the calling thread.
     *
     * @throws InterruptedException when the thread was interrupted from outside: nothing more was reported
     */
    void run(Attempt attempt) throws InterruptedException {
        Lease lease = attempt.lease();
        if (!reporter.start(lease)) {
            return;
        }
        Output log = new Output(outputLimit);
        try {
            settle(attempt, execute(attempt, log), log);
        } catch (Stopped stopped) {
            switch (stopped.why()) {
                case TIMED_OUT -> settle(attempt, timedOut(attempt.task()), log);
                case LEASE_LOST ->
                    LOG.info(
                            "Work stopped: its lease is gone task={} fence={}",
                            lease.key().taskId(),
                            lease.key().fence());
                case DRAINED -> reporter.release(lease);
            }
        }
    }

    private Outcome execute(Attempt attempt, Output log) throws Stopped, InterruptedException {
        PoppedTask task = attempt.task();
        long limit = task.timeout().movePointRight(3).longValue();
        Future<?> timer =
                timers.schedule(() -> attempt.work().stop(Stopped.Cause.TIMED_OUT), limit, TimeUnit.MILLISECONDS);
        try {
            return attempt.work().during(() -> executors.execute(task, log));
        } catch (IOException | RuntimeException e) {
            LOG.error("Task could not be executed; its attempt is settled as failed task={}", task.id(), e);
            return Outcome.failed(Reason.WORKER_ERROR, "The worker could not execute the task: " + e);
        } finally {
            timer.cancel(false);
        }
    }

    private static Outcome timedOut(PoppedTask task) {
        return Outcome.failed(
                Reason.TIMEOUT, "Timed out after " + task.timeout().toPlainString() + " s");
    }

    private void settle(Attempt attempt, Outcome outcome, Output log) throws InterruptedException {
        Lease lease = attempt.lease();
        reporter.settle(lease, Settlements.of(lease.key().fence(), outcome, log));
    }
}
