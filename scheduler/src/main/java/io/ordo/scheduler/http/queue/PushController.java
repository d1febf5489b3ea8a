package io.ordo.scheduler.http.queue;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.ordo.scheduler.http.once.Once;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.http.request.QueueGuide;
import io.ordo.scheduler.pushing.Pusher;
import java.util.List;

/** Takes in tasks. */
@Controller("/api/v1/queues")
@ExecuteOn(TaskExecutors.BLOCKING)
@Once
class PushController {
    private final Pusher pusher;
    private final QueueGuide queues;
    private final PushForm form;
    private final Json json;

    PushController(Pusher pusher, QueueGuide queues, PushForm form, Json json) {
        this.pusher = pusher;
        this.queues = queues;
        this.form = form;
        this.json = json;
    }

    /** Pushes one task, or an array of them, each for itself. */
    @Post("/{id}/push")
    @Consumes(MediaType.ALL)
    HttpResponse<?> push(String id, HttpRequest<byte[]> request) {
        var queue = queues.find(id);
        var body = json.large(request.getBody());
        if (!body.isArray()) {
            var push = form.one(queue, body);
            return HttpResponse.created(
                    PushViews.view(queue, pusher.push(queue, List.of(push)).getFirst()));
        }
        var pushed = pusher.push(queue, form.each(queue, body));
        return HttpResponse.created(PushViews.view(queue, pushed));
    }
}
