package io.ordo.scheduler.http.tasks;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.ordo.api.task.ProgressView;
import io.ordo.scheduler.http.once.Once;
import io.ordo.scheduler.http.problem.ProblemException;
import io.ordo.scheduler.http.request.Fields;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.http.value.Ids;
import io.ordo.scheduler.task.Progress;
import java.util.Objects;

/** How far a task has come, as whoever executes it says. */
@Controller("/api/v1/tasks/{id}/progress")
@ExecuteOn(TaskExecutors.BLOCKING)
@Once
class ProgressController {
    private final Progress progress;
    private final Json json;

    ProgressController(Progress progress, Json json) {
        this.progress = progress;
        this.json = json;
    }

    /** Notes how far a held task has come. */
    @Post
    @Consumes(MediaType.ALL)
    ProgressView report(String id, HttpRequest<byte[]> request) {
        var task = Ids.parse(id)
                .orElseThrow(() ->
                        ProblemException.of(HttpStatus.NOT_FOUND, "task_unknown", "Task with id " + id + " not found"));
        var fields = Fields.of(json.body(request.getBody()));
        fields.require("percent");
        var percent = fields.integer("percent", 0, Progress.WHOLE);
        var fence = fields.fence("fence");
        fields.noOthers();
        fields.check();
        if (!progress.report(task, Objects.requireNonNull(percent), fence)) {
            throw ProblemException.of(
                    HttpStatus.CONFLICT,
                    "stale_fence",
                    "Nobody holds task " + id + (fence == null ? "." : " by fence " + fence + "."));
        }
        return new ProgressView(task, percent);
    }
}
