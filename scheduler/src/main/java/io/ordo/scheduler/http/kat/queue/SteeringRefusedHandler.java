package io.ordo.scheduler.http.kat.queue;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.ordo.scheduler.http.kat.KatRefusal;
import io.ordo.scheduler.http.kat.KatRefusalHandler;
import io.ordo.scheduler.steering.SteeringRefused;
import jakarta.inject.Singleton;

/** Answers who wants of a task what cannot be done. */
@Singleton
final class SteeringRefusedHandler implements ExceptionHandler<SteeringRefused, HttpResponse<?>> {
    private final KatRefusalHandler answers;

    SteeringRefusedHandler(KatRefusalHandler answers) {
        this.answers = answers;
    }

    @Override
    @SuppressWarnings("rawtypes") // the interface's own
    public HttpResponse<?> handle(HttpRequest request, SteeringRefused refused) {
        return answers.handle(
                request,
                switch (refused.reason()) {
                    case UNKNOWN -> KatRefusal.notFound("task not found, by task_id: " + lastStep(request.getPath()));
                    case ENDED -> KatRefusal.conflict("the task has ended; push it anew");
                    case HELD ->
                        KatRefusal.conflict("the task is held under another lease; show the fence of that lease");
                    case IMPASSABLE ->
                        KatRefusal.conflict(
                                "the task cannot be moved there now: queue paused, limit reached or time over");
                    case ID_TAKEN -> KatRefusal.conflict("another task has that id; push without one");
                    case TWIN_QUEUED, PAUSED -> KatRefusal.conflict("queue is not allowed to push items");
                    case FULL -> KatRefusal.tooMany();
                    case QUEUE_GONE -> KatRefusal.notFound("the queue was removed");
                });
    }

    private static String lastStep(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
