package io.ordo.scheduler.http.schedule;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.ordo.api.schedule.BackfillList;
import io.ordo.api.schedule.BackfillView;
import io.ordo.scheduler.backfilling.Backfill;
import io.ordo.scheduler.backfilling.Backfill.Order;
import io.ordo.scheduler.backfilling.Backfills;
import io.ordo.scheduler.backfilling.Surveyor;
import io.ordo.scheduler.http.once.Once;
import io.ordo.scheduler.http.problem.ProblemException;
import io.ordo.scheduler.http.request.Callers;
import io.ordo.scheduler.http.request.Fields;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.http.value.Ids;
import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.job.Jobs;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Planned times of the past that get tasks because somebody asks. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Once
class BackfillController {
    private static final int A_WHILE = 10;

    private final Jobs jobs;
    private final Backfills backfills;
    private final Surveyor surveyor;
    private final Json json;

    BackfillController(Jobs jobs, Backfills backfills, Surveyor surveyor, Json json) {
        this.jobs = jobs;
        this.backfills = backfills;
        this.surveyor = surveyor;
        this.json = json;
    }

    /** Asks for a backfill of a window, or what it would do. */
    @Post("/jobs/{id}/backfill")
    @Consumes(MediaType.ALL)
    HttpResponse<?> backfill(String id, HttpRequest<byte[]> request) {
        var job = job(id);
        var form = BackfillForm.read(job.id(), Fields.of(json.body(request.getBody())), Callers.name(request));
        var order = form.order();
        if (form.isDryRun()) {
            return HttpResponse.ok(BackfillViews.view(order, surveyor.survey(job, order.window(), order.rerun())));
        }
        var asked = ask(job, order);
        return HttpResponse.accepted(URI.create("/api/v1/backfills/" + asked)).body(view(asked));
    }

    /** Lists the backfills of a job, newest first. */
    @Get("/jobs/{id}/backfills")
    BackfillList ofJob(String id) {
        return new BackfillList(
                backfills.ofJob(job(id).id()).stream().map(BackfillViews::view).toList());
    }

    /** Says how far a backfill is. */
    @Get("/backfills/{id}")
    BackfillView get(String id) {
        return BackfillViews.view(find(id));
    }

    /** Lets a backfill make no more tasks until it is resumed. */
    @Post("/backfills/{id}/pause")
    @Consumes(MediaType.ALL)
    BackfillView pause(String id, HttpRequest<byte[]> request) {
        return moved(id, request, backfills::pause);
    }

    /** Lets a paused backfill go on. */
    @Post("/backfills/{id}/resume")
    @Consumes(MediaType.ALL)
    BackfillView resume(String id, HttpRequest<byte[]> request) {
        return moved(id, request, backfills::resume);
    }

    /** Ends a backfill; the tasks it has made stay. */
    @Post("/backfills/{id}/cancel")
    @Consumes(MediaType.ALL)
    BackfillView cancel(String id, HttpRequest<byte[]> request) {
        return moved(id, request, backfills::cancel);
    }

    private UUID ask(Job job, Order order) {
        return surveyor.ask(job, order)
                .orElseThrow(() -> ProblemException.of(
                                HttpStatus.TOO_MANY_REQUESTS,
                                "too_many_backfills",
                                "As many backfills are open as may be: " + Backfills.MOST_OPEN
                                        + "; cancel one, or ask again when one is done.")
                        .retryAfter(A_WHILE));
    }

    private BackfillView moved(String id, HttpRequest<byte[]> request, Function<UUID, Optional<Backfill>> move) {
        var backfill = find(id).id();
        json.nothing(request.getBody());
        return move.apply(backfill)
                .map(BackfillViews::view)
                .orElseThrow(() -> ProblemException.of(
                        HttpStatus.CONFLICT, "backfill_ended", "Backfill " + id + " is over already."));
    }

    private BackfillView view(UUID id) {
        return backfills.find(id).map(BackfillViews::view).orElseThrow();
    }

    private Backfill find(String id) {
        return Ids.parse(id)
                .flatMap(backfills::find)
                .orElseThrow(() -> ProblemException.of(
                        HttpStatus.NOT_FOUND, "backfill_unknown", "Backfill with id " + id + " not found"));
    }

    private Job job(String id) {
        return Ids.parse(id)
                .flatMap(jobs::find)
                .orElseThrow(() ->
                        ProblemException.of(HttpStatus.NOT_FOUND, "job_unknown", "Job with id " + id + " not found"));
    }
}
