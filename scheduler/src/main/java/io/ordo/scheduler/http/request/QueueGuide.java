package io.ordo.scheduler.http.request;

import io.micronaut.http.HttpStatus;
import io.ordo.scheduler.claiming.KnownQueues;
import io.ordo.scheduler.http.problem.ProblemException;
import io.ordo.scheduler.http.value.Storable;
import io.ordo.scheduler.queue.Queue;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Finds the queue a path names. */
@Singleton
public final class QueueGuide {
    private final KnownQueues queues;

    QueueGuide(KnownQueues queues) {
        this.queues = queues;
    }

    /**
     * The queue of that id.
     *
     * @throws ProblemException 404 when there is none
     */
    public Queue find(String id) {
        return Optional.of(id)
                .filter(Storable::isStorable)
                .flatMap(queues::find)
                .orElseThrow(() -> unknown(id));
    }

    /**
     * Notes when the work of jobs cannot wait in a queue: there is none, or it is OpenKAT's, where every task has an
     * identity, which a schedule of OpenKAT gives it.
     */
    public void check(String id, Fields fields, String name) {
        var queue = queues.find(id);
        if (queue.isEmpty()) {
            fields.wrong(name, "unknown", "There is no queue '" + id + "'.");
        } else if (queue.get().settings().kat() != null) {
            fields.wrong(name, "kat", "Queue '" + id + "' is OpenKAT's; schedule its work by POST /schedules.");
        }
    }

    /** The refusal of a queue there is none of. */
    public static ProblemException unknown(String id) {
        return ProblemException.of(HttpStatus.NOT_FOUND, "queue_unknown", "Queue with id " + id + " not found");
    }
}
