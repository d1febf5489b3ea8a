package io.ordo.scheduler.http.request;

import io.micronaut.http.HttpStatus;
import io.ordo.scheduler.claiming.KnownQueues;
import io.ordo.scheduler.http.problem.ProblemException;
import io.ordo.scheduler.http.value.Storable;
import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.target.Target;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    /** As {@link #checkTarget(Queue, Target, Fields)}; a queue there is none of is for {@link #check} to note. */
    public void checkTarget(String id, @Nullable Target target, Fields fields) {
        queues.find(id).ifPresent(queue -> checkTarget(queue, target, fields));
    }

    /**
     * Notes when work cannot wait in a queue because of its target: what is pushed waits where the scheduler pops, what
     * workers come for where they do.
     */
    public static void checkTarget(Queue queue, @Nullable Target target, Fields fields) {
        boolean isDispatched = queue.settings().isDispatched();
        if (isDispatched && target == null) {
            fields.wrong(
                    "target",
                    "required",
                    "The scheduler pushes the tasks of queue '" + queue.id() + "' to their targets; name one.");
        } else if (!isDispatched && target != null) {
            fields.wrong(
                    "target",
                    "queue",
                    "Workers pop the tasks of queue '" + queue.id() + "'. One with a target waits in a queue with"
                            + " dispatch set, such as '" + Target.DEFAULT_QUEUE + "'.");
        }
    }

    /** The refusal of a queue there is none of. */
    public static ProblemException unknown(String id) {
        return ProblemException.of(HttpStatus.NOT_FOUND, "queue_unknown", "Queue with id " + id + " not found");
    }
}
