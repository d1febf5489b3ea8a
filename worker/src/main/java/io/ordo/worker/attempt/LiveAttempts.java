package io.ordo.worker.attempt;

import io.ordo.api.queue.LeaseKey;
import io.ordo.api.queue.PoppedTask;
import io.ordo.worker.client.SchedulerRefusal;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The attempts under way, each on a thread of its own and in a slot. */
public final class LiveAttempts {
    private static final Logger LOG = LoggerFactory.getLogger(LiveAttempts.class);

    private final Attempting attempting;
    private final Reporter reporter;
    private final Slots slots;
    private final LongSupplier nanos;
    private final Map<LeaseKey, Attempt> live = new ConcurrentHashMap<>();
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory());

    /**
     * @param nanos a clock that only goes forward, in nanoseconds
     */
    public LiveAttempts(Attempting attempting, Reporter reporter, Slots slots, LongSupplier nanos) {
        this.attempting = attempting;
        this.reporter = reporter;
        this.slots = slots;
        this.nanos = nanos;
    }

    /**
     * Begins the attempt of a task just popped, in a slot that was taken for it and is given back at its end.
     * When no thread can be had for it this throws, and the slot is still the caller's.
     */
    public void begin(PoppedTask task) {
        Attempt attempt = new Attempt(task, new Lease(task, nanos), new Stoppable());
        live.put(attempt.lease().key(), attempt);
        boolean begun = false;
        try {
            threads.execute(() -> run(attempt));
            begun = true;
        } finally {
            if (!begun) {
                live.remove(attempt.lease().key());
            }
        }
    }

    private void run(Attempt attempt) {
        LeaseKey key = attempt.lease().key();
        Thread.currentThread().setName("task-" + key.taskId());
        try {
            attempting.run(attempt);
        } catch (SchedulerRefusal | Unreported e) {
            LOG.error(
                    "Attempt not reported; the task is tried again when its lease expires task={} fence={}",
                    key.taskId(),
                    key.fence(),
                    e);
        } catch (InterruptedException e) {
            LOG.warn("Attempt not reported before the worker stopped task={} fence={}", key.taskId(), key.fence());
            Thread.currentThread().interrupt();
        } finally {
            live.remove(key);
            slots.giveBack(1);
        }
    }

    /** Gives a task just popped back, for want of a slot. */
    public void release(PoppedTask task) throws InterruptedException {
        reporter.release(new Lease(task, nanos));
    }

    /** How many are under way. */
    public int count() {
        return live.size();
    }

    Collection<Lease> leases() {
        return live.values().stream().map(Attempt::lease).toList();
    }

    Optional<Lease> lease(LeaseKey key) {
        return Optional.ofNullable(live.get(key)).map(Attempt::lease);
    }

    /**
     * Stops the work of an attempt whose lease is gone; nothing is reported for it.
     *
     * @return false when there is no such work any more
     */
    boolean lose(LeaseKey key) {
        Attempt attempt = live.get(key);
        return attempt != null && attempt.work().stop(Stopped.Cause.LEASE_LOST);
    }

    /** Stops all work; the tasks are given back. */
    public void stopAll() {
        live.values().forEach(attempt -> attempt.work().stop(Stopped.Cause.DRAINED));
    }

    /** Ends what is still being reported, too. */
    public void giveUp() {
        threads.shutdownNow();
    }
}
