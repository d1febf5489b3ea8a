package io.ordo.scheduler.upkeep;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends tasks on their way whose prerequisites have ended. What is settled at this scheduler is heard of at once, as
 * long as any task waits for another; every other end, and one that was missed, is found by walking over the tasks
 * others wait for. So nothing must be heard, and who uses no prerequisites pays a look a second.
 */
public final class Forwarder {
    private static final Logger LOG = LoggerFactory.getLogger(Forwarder.class);

    /** Ends looked at in one transaction. */
    private static final int BATCH = 500;

    /** Awaited tasks looked at in one round. */
    private static final int STRIDE = 5_000;

    /** More are found by walking. */
    private static final int MOST_HEARD = 100_000;

    private final Prerequisites prerequisites;
    private final Queue<UUID> heard = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile boolean isNeeded;
    private @Nullable UUID walked;

    public Forwarder(Prerequisites prerequisites) {
        this.prerequisites = prerequisites;
    }

    /** A task was settled. It costs next to nothing when nobody waits for any task. */
    public void settled(UUID task) {
        if (isNeeded && waiting.get() < MOST_HEARD) {
            waiting.incrementAndGet();
            heard.add(task);
        }
    }

    /**
     * Looks at tasks that were heard of.
     *
     * @return whether there may be more
     */
    public boolean runOnce() {
        var ended = new ArrayList<UUID>(BATCH);
        for (var next = heard.poll(); next != null; next = ended.size() < BATCH ? heard.poll() : null) {
            waiting.decrementAndGet();
            ended.add(next);
        }
        if (ended.isEmpty()) {
            return false;
        }
        follow(ended);
        return ended.size() == BATCH;
    }

    /**
     * Walks on over the tasks that others wait for, beginning anew after the last.
     *
     * @return false: the rest is for the next round
     */
    public synchronized boolean walk() {
        var awaited = prerequisites.awaited(walked, STRIDE);
        isNeeded = walked != null || !awaited.isEmpty();
        walked = awaited.size() < STRIDE ? null : awaited.getLast();
        for (int from = 0; from < awaited.size(); from += BATCH) {
            follow(awaited.subList(from, Math.min(from + BATCH, awaited.size())));
        }
        return false;
    }

    /**
     * Whoever is failed may be waited for in turn, and so on down the chain: that comes first, so that what is still to
     * be looked at stays little however many wait.
     */
    private void follow(List<UUID> ended) {
        var open = new ArrayDeque<Look>(List.of(new Look(ended, null)));
        while (!open.isEmpty()) {
            var look = open.pop();
            var followed = prerequisites.follow(look.ended(), look.after());
            followed.abandoned().forEach(task -> LOG.warn("after_failed task={}", task));
            followed.freed().forEach(task -> LOG.debug("task_freed task={}", task));
            if (followed.last() != null) {
                open.push(new Look(look.ended(), followed.last()));
            }
            if (!followed.abandoned().isEmpty()) {
                open.push(new Look(followed.abandoned(), null));
            }
        }
    }

    /** Who waits for these, from there on? */
    private record Look(List<UUID> ended, @Nullable UUID after) {}
}
