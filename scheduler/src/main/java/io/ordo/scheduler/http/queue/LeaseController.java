package io.ordo.scheduler.http.queue;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.ordo.api.queue.TaskMoved;
import io.ordo.scheduler.claiming.Leases;
import io.ordo.scheduler.claiming.Settled;
import io.ordo.scheduler.claiming.Settler;
import io.ordo.scheduler.http.once.Once;
import io.ordo.scheduler.http.problem.ProblemException;
import io.ordo.scheduler.http.request.Fields;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.http.value.Ids;
import io.ordo.scheduler.lease.LeaseKey;
import io.ordo.scheduler.task.Report;
import io.ordo.scheduler.task.Status;
import io.ordo.scheduler.tending.Canceller;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** The verbs of one lease, for workers; and cancel, for whoever wants a task stopped. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Once
class LeaseController {
    private final Leases leases;
    private final Settler settler;
    private final Canceller canceller;
    private final SettleForm form;
    private final Json json;

    LeaseController(Leases leases, Settler settler, Canceller canceller, SettleForm form, Json json) {
        this.leases = leases;
        this.settler = settler;
        this.canceller = canceller;
        this.form = form;
        this.json = json;
    }

    /** Says that the work began. */
    @Post("/tasks/{id}/start")
    @Consumes(MediaType.ALL)
    TaskMoved start(String id, HttpRequest<byte[]> request) {
        var key = key(id, fence(request));
        if (leases.start(List.of(key)).isEmpty()) {
            throw stale(id);
        }
        return new TaskMoved(key.task(), Status.RUNNING.word());
    }

    /** Ends the attempt. Saying the same again is answered the same again. */
    @Post("/tasks/{id}/settle")
    @Consumes(MediaType.ALL)
    TaskMoved settle(String id, HttpRequest<byte[]> request) {
        UUID task = Ids.parse(id).orElseThrow(() -> unknown(id));
        var said = form.read(task, json.large(request.getBody()));
        return settle(id, said.key(), said.report());
    }

    /** Hands the task back unattempted; it keeps its rank. */
    @Post("/tasks/{id}/release")
    @Consumes(MediaType.ALL)
    TaskMoved release(String id, HttpRequest<byte[]> request) {
        return settle(id, key(id, fence(request)), Report.RELEASED);
    }

    /** Calls a task off; a worker that runs it learns at its next heartbeat and stops the work. */
    @Post("/tasks/{id}/cancel")
    @Consumes(MediaType.ALL)
    TaskMoved cancel(String id, HttpRequest<byte[]> request) {
        UUID task = Ids.parse(id).orElseThrow(() -> unknown(id));
        json.nothing(request.getBody());
        boolean cancelled = canceller.cancel(task).orElseThrow(() -> unknown(id));
        if (!cancelled) {
            throw ProblemException.of(
                    HttpStatus.CONFLICT, "task_ended", "Task " + id + " has ended; it can no longer be cancelled.");
        }
        return new TaskMoved(task, Status.CANCELLED.word());
    }

    private TaskMoved settle(String id, LeaseKey key, Report report) {
        return switch (settler.settle(key, report)) {
            case Settled.Moved moved -> new TaskMoved(key.task(), moved.status().word());
            case Settled.Stale() -> throw stale(id);
        };
    }

    private long fence(HttpRequest<byte[]> request) {
        var fields = Fields.of(json.body(request.getBody()));
        fields.require("fence");
        var fence = fields.fence("fence");
        fields.noOthers();
        fields.check();
        return Objects.requireNonNull(fence);
    }

    private static LeaseKey key(String id, long fence) {
        return new LeaseKey(Ids.parse(id).orElseThrow(() -> unknown(id)), fence);
    }

    private static ProblemException stale(String id) {
        return ProblemException.of(
                HttpStatus.CONFLICT,
                "stale_fence",
                "The lease of task " + id + " is gone; stop the work, somebody else may hold it.");
    }

    static ProblemException unknown(String id) {
        return ProblemException.of(HttpStatus.NOT_FOUND, "task_unknown", "Task with id " + id + " not found");
    }
}
