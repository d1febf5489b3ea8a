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

    /** The refusal of a queue there is none of. */
    public static ProblemException unknown(String id) {
        return ProblemException.of(HttpStatus.NOT_FOUND, "queue_unknown", "Queue with id " + id + " not found");
    }
}
