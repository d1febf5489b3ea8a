package io.ordo.scheduler.http.queue;

import io.micronaut.http.HttpStatus;
import io.ordo.scheduler.claiming.KnownQueues;
import io.ordo.scheduler.http.problem.ProblemException;
import io.ordo.scheduler.http.request.Storable;
import io.ordo.scheduler.queue.Queue;
import jakarta.inject.Singleton;

/** Finds the queue a path names. */
@Singleton
final class QueueGuide {
    private final KnownQueues queues;

    QueueGuide(KnownQueues queues) {
        this.queues = queues;
    }

    /** @throws ProblemException 404 when there is none of that id */
    Queue find(String id) {
        if (!Storable.isStorable(id)) {
            throw unknown(id);
        }
        return queues.find(id).orElseThrow(() -> unknown(id));
    }

    static ProblemException unknown(String id) {
        return ProblemException.of(HttpStatus.NOT_FOUND, "queue_unknown", "Queue with id " + id + " not found");
    }
}
