package io.ordo.scheduler.http.queue;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.ordo.api.queue.QueueList;
import io.ordo.api.queue.QueueView;
import io.ordo.scheduler.claiming.KnownQueues;
import io.ordo.scheduler.http.once.Once;
import io.ordo.scheduler.http.problem.ProblemException;
import io.ordo.scheduler.http.request.Callers;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.http.request.QueueGuide;
import io.ordo.scheduler.queue.Queue;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The queues and their settings. */
@Controller("/api/v1/queues")
@ExecuteOn(TaskExecutors.BLOCKING)
@Once
class QueueController {
    private final KnownQueues queues;
    private final QueueGuide guide;
    private final QueueForm form;
    private final QueueViews views;
    private final Json json;

    QueueController(KnownQueues queues, QueueGuide guide, QueueForm form, QueueViews views, Json json) {
        this.queues = queues;
        this.guide = guide;
        this.form = form;
        this.views = views;
        this.json = json;
    }

    /** Every queue. */
    @Get
    QueueList list() {
        return new QueueList(views.each(queues.all()));
    }

    /** One queue. */
    @Get("/{id}")
    QueueView get(String id) {
        return views.view(guide.find(id));
    }

    /** Makes a queue. */
    @Post
    @Consumes(MediaType.ALL)
    @Status(HttpStatus.CREATED)
    QueueView create(HttpRequest<byte[]> request) {
        var queue = form.create(json.body(request.getBody()), Callers.name(request));
        if (queues.all().size() >= Queue.MOST) {
            throw ProblemException.of(
                    HttpStatus.CONFLICT, "too_many_queues", "There are " + Queue.MOST + " queues; remove one first.");
        }
        if (!queues.add(queue)) {
            throw ProblemException.of(
                    HttpStatus.CONFLICT, "queue_exists", "There is a queue " + queue.id() + "; change it with PUT.");
        }
        return views.view(queue);
    }

    /** Changes a queue; what is absent stays as it is. */
    @Put("/{id}")
    @Consumes(MediaType.ALL)
    QueueView change(String id, HttpRequest<byte[]> request) {
        String known = guide.find(id).id();
        var body = json.body(request.getBody());
        return changed(known, queue -> sameShape(queue, form.change(body, queue, Callers.name(request))));
    }

    /** What is live keeps the shape it was pushed in; a task that is pushed in this very moment is not seen. */
    private Queue sameShape(Queue before, Queue after) {
        if (shape(before).equals(shape(after)) || !views.isAnyLive(before)) {
            return after;
        }
        throw ProblemException.of(
                HttpStatus.CONFLICT,
                "queue_in_use",
                "Queue " + before.id() + " holds tasks that have not ended: kat.item cannot change from "
                        + shape(before).orElse("none") + " to " + shape(after).orElse("none")
                        + " until they have ended or are cancelled.");
    }

    private static Optional<String> shape(Queue queue) {
        return Optional.ofNullable(queue.settings().kat()).map(kat -> kat.item().word());
    }

    /** Serves nobody until it is resumed; tasks can be pushed, and what was popped before can be settled. */
    @Post("/{id}/pause")
    @Consumes(MediaType.ALL)
    QueueView pause(String id, HttpRequest<byte[]> request) {
        String known = guide.find(id).id();
        var note = form.note(request.getBody());
        return changed(known, queue -> form.paused(queue, note, Callers.name(request)));
    }

    /** Serves again. */
    @Post("/{id}/resume")
    @Consumes(MediaType.ALL)
    QueueView resume(String id, HttpRequest<byte[]> request) {
        return changed(guide.find(id).id(), queue -> form.resumed(queue, Callers.name(request)));
    }

    /** Removes a queue no job and no live task needs. */
    @Delete("/{id}")
    HttpResponse<?> remove(String id) {
        return switch (queues.remove(guide.find(id).id())) {
            case REMOVED -> HttpResponse.noContent();
            case UNKNOWN -> throw QueueGuide.unknown(id);
            case IN_USE ->
                throw ProblemException.of(
                        HttpStatus.CONFLICT,
                        "queue_in_use",
                        "Jobs, templates or tasks that have not ended name queue " + id
                                + "; move or cancel them first.");
        };
    }

    private QueueView changed(String id, UnaryOperator<Queue> change) {
        return views.view(queues.change(id, change).orElseThrow(() -> QueueGuide.unknown(id)));
    }
}
