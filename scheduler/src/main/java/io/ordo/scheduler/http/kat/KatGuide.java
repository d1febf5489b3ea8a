package io.ordo.scheduler.http.kat;

import io.ordo.scheduler.claiming.KnownQueues;
import io.ordo.scheduler.http.value.Storable;
import io.ordo.scheduler.queue.KatRules;
import io.ordo.scheduler.queue.Queue;
import jakarta.inject.Singleton;
import java.util.Objects;

/** Finds what a path names. */
@Singleton
public final class KatGuide {
    private final KnownQueues queues;

    KatGuide(KnownQueues queues) {
        this.queues = queues;
    }

    /**
     * A queue in the words of the newest clients.
     *
     * @throws KatRefusal 404 when there is no queue of OpenKAT of that id
     */
    public Queue scheduler(String id) {
        return find(id, "Scheduler " + id + " not found");
    }

    /**
     * A queue in the words of older clients.
     *
     * @throws KatRefusal 404 when there is no queue of OpenKAT of that id
     */
    public Queue queue(String id) {
        return find(id, "queue not found, by queue_id: " + id);
    }

    /** What makes a queue of OpenKAT one. */
    public static KatRules rules(Queue queue) {
        return Objects.requireNonNull(queue.settings().kat(), queue.id());
    }

    private Queue find(String id, String otherwise) {
        if (!Storable.isStorable(id)) {
            throw KatRefusal.notFound(otherwise);
        }
        return queues.find(id)
                .filter(queue -> queue.settings().kat() != null)
                .orElseThrow(() -> KatRefusal.notFound(otherwise));
    }
}
