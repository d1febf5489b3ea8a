package io.ordo.scheduler.http.tasks;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.ordo.api.task.LateResultList;
import io.ordo.api.task.PriorityStepList;
import io.ordo.api.task.TaskDetail;
import io.ordo.api.task.TaskPage;
import io.ordo.scheduler.http.problem.ProblemException;
import io.ordo.scheduler.http.request.Callers;
import io.ordo.scheduler.http.request.Fields;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.http.request.Query;
import io.ordo.scheduler.http.value.Ids;
import io.ordo.scheduler.http.value.Statuses;
import io.ordo.scheduler.job.JobDraft;
import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.tending.Scope;
import io.ordo.scheduler.tending.TaskFilter;
import io.ordo.scheduler.tending.TaskSummary;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Tasks of all queues: listed, read, made more or less urgent. */
@Controller("/api/v1/tasks")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TaskController {
    private final TaskDesk desk;
    private final TaskViews views;
    private final Json json;

    TaskController(TaskDesk desk, TaskViews views, Json json) {
        this.desk = desk;
        this.views = views;
        this.json = json;
    }

    /** Lists tasks, newest first. */
    @Get
    TaskPage list(HttpRequest<?> request) {
        var query = new Query(request);
        int limit = query.integer("limit", Cursors.DEFAULT_SIZE, 1, Cursors.LARGEST);
        var before = Cursors.of(query, Cursors::task);
        var filter = new TaskFilter(
                query.text("queue", Queue.LONGEST_ID),
                query.oneOf("status", Statuses::ofWord, Statuses.WORDS),
                query.text("owner_id", JobDraft.LONGEST_TENANT),
                null,
                null,
                null,
                null);
        query.check();
        var found = desk.lookup().list(filter, Scope.ALL, before, limit);
        return new TaskPage(found.stream().map(TaskViews::view).toList(), found.size() < limit ? null : last(found));
    }

    /** Shows a task. */
    @Get("/{id}")
    TaskDetail get(String id) {
        return view(known(id), id);
    }

    /** Changes the priority of a task nobody holds; a queued one moves at once. */
    @Patch("/{id}")
    @Consumes(MediaType.ALL)
    TaskDetail change(String id, HttpRequest<byte[]> request) {
        UUID task = known(id);
        var fields = Fields.of(json.body(request.getBody()));
        fields.require("priority");
        var priority = fields.integer("priority", 1, JobDraft.LOWEST_PRIORITY);
        fields.noOthers();
        fields.check();
        var status = desk.prioritise(task, Objects.requireNonNull(priority), Callers.name(request))
                .orElseThrow(() -> unknown(id));
        if (status.isFinal()) {
            throw ProblemException.of(
                    HttpStatus.CONFLICT, "task_ended", "Task " + id + " has ended; it can only be done again.");
        }
        if (!Scope.WAITING.includes(status)) {
            throw ProblemException.of(
                    HttpStatus.CONFLICT,
                    "task_held",
                    "Task " + id + " is " + status.word() + "; only a task that waits can be more or less urgent.");
        }
        return view(task, id);
    }

    /** Who made a task more or less urgent, newest first. */
    @Get("/{id}/priority-changes")
    PriorityStepList priorityChanges(String id) {
        UUID task = known(id);
        if (desk.lookup().ties(task).isEmpty()) {
            throw unknown(id);
        }
        return new PriorityStepList(desk.lookup().priorityChanges(task, Cursors.LARGEST).stream()
                .map(TaskViews::view)
                .toList());
    }

    /** What was said of a task under leases that were gone, newest first. */
    @Get("/{id}/late-results")
    LateResultList lateResults(String id) {
        UUID task = known(id);
        if (desk.lookup().ties(task).isEmpty()) {
            throw unknown(id);
        }
        return new LateResultList(desk.lookup().lateResults(task, Cursors.LARGEST).stream()
                .map(views::view)
                .toList());
    }

    private TaskDetail view(UUID task, String id) {
        return desk.find(task, views::view).orElseThrow(() -> unknown(id));
    }

    private static String last(List<TaskSummary> found) {
        return found.getLast().id().toString();
    }

    private static UUID known(String id) {
        return Ids.parse(id).orElseThrow(() -> unknown(id));
    }

    private static ProblemException unknown(String id) {
        return ProblemException.of(HttpStatus.NOT_FOUND, "task_unknown", "Task with id " + id + " not found");
    }
}
