package io.ordo.worker.attempt;

import io.ordo.api.queue.SettleBody;
import io.ordo.worker.client.Backoff;
import io.ordo.worker.client.SchedulerClient;
import io.ordo.worker.client.SchedulerRefusal;
import io.ordo.worker.client.SchedulerUnavailable;
import io.ordo.worker.client.SettleAnswer;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the scheduler what becomes of an attempt, again and again while nobody answers and the lease lasts.
 * The heartbeat may make it last for ever: answers that only put us off are given up in the end.
 */
public final class Reporter {
    private static final Logger LOG = LoggerFactory.getLogger(Reporter.class);
    /** Longer than a scheduler takes to be mended or rolled back; each holds a slot meanwhile. */
    private static final int MAX_LEASE_LENGTHS = 10;

    private final SchedulerClient scheduler;
    private final RandomGenerator random;

    public Reporter(SchedulerClient scheduler, RandomGenerator random) {
        this.scheduler = scheduler;
        this.random = random;
    }

    /** Whether the work may begin: the lease still holds. */
    boolean start(Lease lease) throws InterruptedException {
        boolean started = insist(lease, () -> scheduler.start(lease.key())).orElse(false);
        if (!started) {
            LOG.info(
                    "Task not started: its lease is gone task={} fence={}",
                    lease.key().taskId(),
                    lease.key().fence());
        }
        return started;
    }

    /**
     * Ends the attempt. An outcome that comes too late is dropped: another attempt speaks for the task now.
     *
     * @throws Unreported when the scheduler puts it off for too long
     */
    void settle(Lease lease, SettleBody body) throws InterruptedException {
        switch (answer(lease, body)) {
            case SETTLED ->
                LOG.debug(
                        "Task settled task={} fence={} outcome={}",
                        lease.key().taskId(),
                        lease.key().fence(),
                        body.outcome());
            case STALE ->
                LOG.warn(
                        "Outcome dropped: the lease is gone task={} fence={}",
                        lease.key().taskId(),
                        lease.key().fence());
            case TOO_LARGE -> settleShortened(lease, Settlements.shortened(body));
        }
    }

    private void settleShortened(Lease lease, SettleBody body) throws InterruptedException {
        SettleAnswer answer = answer(lease, body);
        if (answer == SettleAnswer.SETTLED) {
            LOG.warn(
                    "Task settled with a shortened log task={} fence={}",
                    lease.key().taskId(),
                    lease.key().fence());
        } else {
            LOG.error(
                    "Outcome dropped; the task will be tried again task={} fence={} answer={}",
                    lease.key().taskId(),
                    lease.key().fence(),
                    answer);
        }
    }

    private SettleAnswer answer(Lease lease, SettleBody body) throws InterruptedException {
        return insist(lease, () -> scheduler.settle(lease.key().taskId(), body)).orElse(SettleAnswer.STALE);
    }

    /** Gives the task back. */
    void release(Lease lease) throws InterruptedException {
        try {
            boolean released =
                    insist(lease, () -> scheduler.release(lease.key())).orElse(false);
            LOG.info(
                    "Task released task={} fence={} in-time={}",
                    lease.key().taskId(),
                    lease.key().fence(),
                    released);
        } catch (SchedulerRefusal | Unreported e) {
            LOG.error(
                    "Task not released; it is tried again when its lease expires task={} fence={}",
                    lease.key().taskId(),
                    lease.key().fence(),
                    e);
        }
    }

    private interface Call<T> {
        T send() throws IOException, InterruptedException;
    }

    /** Empty when the lease was over before an answer came. */
    private <T> Optional<T> insist(Lease lease, Call<T> call) throws InterruptedException {
        Backoff backoff = new Backoff(random);
        long since = lease.now();
        while (!lease.isOver()) {
            try {
                return Optional.of(call.send());
            } catch (IOException e) {
                giveUpIfPutOffTooLong(lease, since, e);
                LOG.debug(
                        "Trying again task={} fence={} error={}",
                        lease.key().taskId(),
                        lease.key().fence(),
                        e.toString());
                TimeUnit.MILLISECONDS.sleep(backoff.next().toMillis());
            }
        }
        return Optional.empty();
    }

    private static void giveUpIfPutOffTooLong(Lease lease, long since, IOException failure) {
        if (failure instanceof SchedulerUnavailable answer && lease.lengthsSince(since) >= MAX_LEASE_LENGTHS) {
            throw new Unreported(MAX_LEASE_LENGTHS, answer);
        }
    }
}
