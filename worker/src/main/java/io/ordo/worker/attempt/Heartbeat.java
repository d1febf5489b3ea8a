package io.ordo.worker.attempt;

import io.ordo.api.queue.ExtendedLease;
import io.ordo.api.queue.LeaseKey;
import io.ordo.worker.client.SchedulerClient;
import io.ordo.worker.client.SchedulerRefusal;
import io.ordo.worker.loop.Loop;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the leases of all live attempts, in one request every third of a lease; when that fails, every
 * second. Work whose lease the scheduler calls gone, or which could not be extended in time, is stopped.
 */
public final class Heartbeat {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration BETWEEN_CHECKS = Duration.ofMillis(250);
    private static final int EXTENDED = 200;

    private final SchedulerClient scheduler;
    private final LiveAttempts attempts;
    private final LongSupplier nanos;
    private final Duration interval;
    private final Loop beats = new Loop("heartbeat", this::beat);
    // A loop of its own: a heartbeat may wait long for the scheduler.
    private final Loop checks = new Loop("lease-check", this::stopExpired);

    private boolean refused;

    /**
     * @param lease the length asked for at each extension
     */
    public Heartbeat(SchedulerClient scheduler, LiveAttempts attempts, LongSupplier nanos, Duration lease) {
        this.scheduler = scheduler;
        this.attempts = attempts;
        this.nanos = nanos;
        this.interval = lease.dividedBy(3);
    }

    /** Begins; to be called once. */
    public void start() {
        beats.start();
        checks.start();
    }

    /** Extends no more leases; the attempts under way had better be over. */
    public void stop() {
        beats.stop();
        checks.stop();
    }

    /** Extends every live lease once and tells how long to wait before the next time. */
    Duration beat() throws InterruptedException {
        List<LeaseKey> keys = attempts.leases().stream().map(Lease::key).toList();
        try {
            if (!keys.isEmpty()) {
                extend(keys);
            }
            return interval;
        } catch (IOException e) {
            LOG.debug("Leases not extended count={} error={}", keys.size(), e.toString());
        } catch (SchedulerRefusal e) {
            logOnce(e, keys.size());
        }
        return interval.compareTo(AFTER_FAILURE) < 0 ? interval : AFTER_FAILURE;
    }

    private void logOnce(SchedulerRefusal refusal, int count) {
        if (!refused) {
            LOG.error(
                    "Leases not extended; trying on; their work is stopped when they expire count={} answer={}",
                    count,
                    refusal.getMessage());
        }
        refused = true;
    }

    private void extend(List<LeaseKey> keys) throws IOException, InterruptedException {
        long askedAt = nanos.getAsLong();
        List<ExtendedLease> answers = scheduler.extend(keys);
        refused = false;
        for (ExtendedLease answer : answers) {
            LeaseKey key = new LeaseKey(answer.taskId(), answer.fence());
            if (answer.status() == EXTENDED) {
                attempts.lease(key).ifPresent(lease -> lease.extended(askedAt));
            } else {
                attempts.lose(key);
            }
        }
    }

    /** Stops work whose lease is over by the worker's own clock. */
    Duration stopExpired() {
        for (Lease lease : attempts.leases()) {
            if (lease.isOver() && attempts.lose(lease.key())) {
                LOG.warn(
                        "Lease not extended in time: its work is stopped task={} fence={}",
                        lease.key().taskId(),
                        lease.key().fence());
            }
        }
        return BETWEEN_CHECKS;
    }
}
