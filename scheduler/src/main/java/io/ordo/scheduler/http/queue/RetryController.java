package io.ordo.scheduler.http.queue;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.ordo.scheduler.http.once.Once;
import io.ordo.scheduler.http.problem.ProblemException;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.http.request.QueueGuide;
import io.ordo.scheduler.http.value.Ids;
import io.ordo.scheduler.task.TaskHistory;
import io.ordo.scheduler.task.Tasks;
import io.ordo.scheduler.tending.Repeater;

/** Does ended tasks again. */
@Controller("/api/v1/tasks")
@ExecuteOn(TaskExecutors.BLOCKING)
@Once
class RetryController {
    private final Tasks tasks;
    private final QueueGuide queues;
    private final Repeater repeater;
    private final Json json;

    RetryController(Tasks tasks, QueueGuide queues, Repeater repeater, Json json) {
        this.tasks = tasks;
        this.queues = queues;
        this.repeater = repeater;
        this.json = json;
    }

    /** Does an ended task again: a new one, due now. Each request makes one. */
    @Post("/{id}/retry")
    @Consumes(MediaType.ALL)
    HttpResponse<?> retry(String id, HttpRequest<byte[]> request) {
        var ended = Ids.parse(id).flatMap(tasks::find).orElseThrow(() -> LeaseController.unknown(id));
        json.nothing(request.getBody());
        if (!ended.status().isFinal()) {
            throw notEnded(ended);
        }
        var queue = queues.find(ended.task().work().queue());
        return HttpResponse.created(PushViews.view(queue, repeater.repeat(queue, ended.task())));
    }

    private static ProblemException notEnded(TaskHistory task) {
        return ProblemException.of(
                HttpStatus.CONFLICT,
                "task_not_ended",
                "Task " + task.task().id() + " is " + task.status().word()
                        + "; it can be done again once it has ended, or is cancelled first.");
    }
}
