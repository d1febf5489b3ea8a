package io.ordo.scheduler.http.kat.queue;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.ordo.api.kat.KatTask;
import io.ordo.scheduler.http.kat.KatFields;
import io.ordo.scheduler.http.kat.KatIds;
import io.ordo.scheduler.http.kat.KatRefusal;
import io.ordo.scheduler.http.kat.KatTaskViews;
import io.ordo.scheduler.http.request.Callers;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.http.value.Choices;
import io.ordo.scheduler.steering.Patch;
import io.ordo.scheduler.steering.Patcher;
import io.ordo.scheduler.task.Status;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Changes a task: OpenKAT's clients tell so how their work goes. */
@Controller("/tasks")
@ExecuteOn(TaskExecutors.BLOCKING)
final class KatPatchController {
    /** What a patch may hold; what it cannot change is taken and left as it is. */
    private static final List<String> KNOWN = List.of(
            "id",
            "scheduler_id",
            "schedule_id",
            "organisation",
            "priority",
            "status",
            "type",
            "hash",
            "data",
            "created_at",
            "modified_at");

    private static final String STATUSES =
            Choices.either(Arrays.stream(Status.values()).map(Status::word).toList());

    private final Patcher patcher;
    private final KatTaskViews views;
    private final Json json;
    private final PatchedData patched;

    KatPatchController(Patcher patcher, KatTaskViews views, Json json, PatchedData patched) {
        this.patcher = patcher;
        this.views = views;
        this.json = json;
        this.patched = patched;
    }

    /** Changes a task and keeps its lease alive. */
    @io.micronaut.http.annotation.Patch("/{id}")
    @Consumes(MediaType.ALL)
    KatTask patch(String id, HttpRequest<byte[]> request) {
        UUID task = KatIds.read("task_id", id);
        var fields = KatFields.of(json.body(request.getBody()));
        var status = fields.oneOf("status", KatPatchController::status, STATUSES);
        var priority = fields.integer("priority");
        var data = fields.object("data");
        var fence = fields.fence("fence");
        fields.check();
        if (KNOWN.stream().noneMatch(fields::has)) {
            throw KatRefusal.badRequest("no data to patch");
        }
        if (priority != null && priority < 1) {
            throw KatRefusal.badRequest("priority must be at least 1");
        }
        var patch = new Patch(
                status, priority, data == null ? null : patched.read(task, data), fence, Callers.name(request));
        return views.view(patcher.patch(task, patch));
    }

    private static @Nullable Status status(String word) {
        return Arrays.stream(Status.values())
                .filter(status -> status.word().equals(word))
                .findFirst()
                .orElse(null);
    }
}
