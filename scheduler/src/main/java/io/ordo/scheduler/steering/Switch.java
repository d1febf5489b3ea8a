package io.ordo.scheduler.steering;

import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.queue.Queue.Pause;
import io.ordo.scheduler.queue.Queues;
import io.ordo.scheduler.tending.Bulk;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns queues off and on as OpenKAT's clients know it: what is queued when one is turned off is cancelled. */
public final class Switch {
    private static final Logger LOG = LoggerFactory.getLogger(Switch.class);

    private final Queues queues;
    private final Bulk bulk;
    private final InstantSource clock;

    /** @param clock the database's */
    public Switch(Queues queues, Bulk bulk, InstantSource clock) {
        this.queues = queues;
        this.bulk = bulk;
        this.clock = clock;
    }

    /**
     * Turns a queue on or off; one that is so already stays so.
     *
     * @param by who does
     * @return the queue as it is kept now
     */
    public Queue turn(Queue queue, boolean on, String by) {
        if (on != queue.isPaused()) {
            return queue;
        }
        var now = clock.instant();
        var pause = on ? null : new Pause(now, "disabled");
        var changed = queues.change(queue.id(), before -> before.paused(pause, now, by))
                .orElse(queue);
        int cancelled = on ? 0 : bulk.cancelQueued(queue.id());
        LOG.info("queue_turned queue={} on={} cancelled={}", queue.id(), on, cancelled);
        return changed;
    }
}
