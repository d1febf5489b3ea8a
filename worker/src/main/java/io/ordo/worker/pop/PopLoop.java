package io.ordo.worker.pop;

import io.ordo.api.queue.PoppedTask;
import io.ordo.worker.attempt.LiveAttempts;
import io.ordo.worker.attempt.Slots;
import io.ordo.worker.client.Backoff;
import io.ordo.worker.client.PendingPop;
import io.ordo.worker.client.PopRequest;
import io.ordo.worker.client.SchedulerClient;
import io.ordo.worker.client.SchedulerRefusal;
import io.ordo.worker.loop.Loop;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pops the tasks of one queue while there are free slots.
 *
 * <p>Several loops share the slots. A pop that is answered at once holds the free slots while it asks, so
 * that two loops never fetch for the same one. When the queue is empty the next pop is parked at the
 * scheduler for long and holds none: the other queues have them all meanwhile. What then arrives without
 * finding a free slot goes straight back. Stopping never interrupts a pop that is being answered: its leases
 * would be lost until they expire.
 */
public final class PopLoop {
    private static final Logger LOG = LoggerFactory.getLogger(PopLoop.class);
    private static final Duration PARKED = Duration.ofSeconds(30);
    private static final Duration WHEN_REFUSED = Duration.ofSeconds(5);
    /** In case the scheduler does not park. */
    private static final Duration AFTER_NOTHING = Duration.ofMillis(100);

    private final String queue;
    private final SchedulerClient scheduler;
    private final Slots slots;
    private final LiveAttempts attempts;
    private final Backoff backoff = new Backoff(new SplittableRandom());
    private final Loop loop;
    private volatile @Nullable PendingPop parked;
    private boolean refused;

    public PopLoop(String queue, SchedulerClient scheduler, Slots slots, LiveAttempts attempts) {
        this.queue = queue;
        this.scheduler = scheduler;
        this.slots = slots;
        this.attempts = attempts;
        this.loop = new Loop("pop-" + queue, this::popOnce);
    }

    public void start() {
        loop.start();
    }

    /** Begins no more tasks and calls a parked pop off. */
    public void stop() {
        loop.stop();
        slots.close();
        callOff(parked);
    }

    /** Waits for a pop that is being answered all the same: what it brings is released. */
    public void join(Duration patience) throws InterruptedException {
        if (!loop.join(patience)) {
            LOG.warn("Pop still unanswered; what it may bring is tried again when its lease expires queue={}", queue);
        }
    }

    /** Pops once and tells how long to wait before the next time. */
    private Duration popOnce() throws InterruptedException {
        try {
            Duration pause = popIntoFreeSlots() ? Duration.ZERO : popParked();
            backoff.reset();
            refused = false;
            return pause;
        } catch (SchedulerRefusal refusal) {
            logOnce(refusal);
            return WHEN_REFUSED;
        } catch (IOException e) {
            LOG.debug("Pop failed queue={} error={}", queue, e.toString());
            return backoff.next();
        }
    }

    private boolean popIntoFreeSlots() throws IOException, InterruptedException {
        int taken = slots.takeAll();
        if (taken == 0) {
            return true; // closed
        }
        int begun = 0;
        try {
            for (PoppedTask task : pop(taken, Duration.ZERO).await()) {
                begun += beginOrRelease(task, !loop.isStopping()) ? 1 : 0;
            }
            return begun > 0;
        } finally {
            slots.giveBack(taken - begun);
        }
    }

    private Duration popParked() throws IOException, InterruptedException {
        int free = slots.free();
        if (free == 0) {
            return Duration.ZERO;
        }
        PendingPop pop = pop(free, PARKED);
        parked = pop;
        if (loop.isStopping()) {
            callOff(pop);
        }
        List<PoppedTask> tasks = pop.await();
        parked = null;
        for (PoppedTask task : tasks) {
            beginOrRelease(task);
        }
        return tasks.isEmpty() ? AFTER_NOTHING : Duration.ZERO;
    }

    private void beginOrRelease(PoppedTask task) throws InterruptedException {
        boolean hasSlot = slots.take();
        boolean begun = false;
        try {
            begun = beginOrRelease(task, hasSlot);
        } finally {
            slots.giveBack(hasSlot && !begun ? 1 : 0);
        }
    }

    private PendingPop pop(int limit, Duration patience) throws IOException {
        return scheduler.pop(new PopRequest(queue, limit, patience));
    }

    private boolean beginOrRelease(PoppedTask task, boolean hasSlot) throws InterruptedException {
        if (hasSlot) {
            attempts.begin(task);
        } else {
            attempts.release(task);
        }
        return hasSlot;
    }

    private void logOnce(SchedulerRefusal refusal) {
        String whatToDo = refusal.isOfApiKey()
                ? "set ORDO_API_KEY to a key that may work this queue"
                : "check ORDO_URL and ORDO_WORKER_QUEUES";
        if (!refused) {
            LOG.error(
                    "Pop refused; trying every {} s; {} queue={} answer={}",
                    WHEN_REFUSED.toSeconds(),
                    whatToDo,
                    queue,
                    refusal.getMessage());
        }
        refused = true;
    }

    private static void callOff(@Nullable PendingPop pop) {
        if (pop != null) {
            pop.callOff();
        }
    }
}
