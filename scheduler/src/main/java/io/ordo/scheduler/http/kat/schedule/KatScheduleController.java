package io.ordo.scheduler.http.kat.schedule;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.ordo.api.kat.KatSchedule;
import io.ordo.scheduler.http.kat.KatIds;
import io.ordo.scheduler.http.kat.KatRefusal;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.job.Jobs;
import io.ordo.scheduler.job.KeyTaken;
import io.ordo.scheduler.tending.JobRemover;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** OpenKAT's schedules, one at a time: jobs of its queues, known by the hash of their work. */
@Controller("/schedules")
@ExecuteOn(TaskExecutors.BLOCKING)
final class KatScheduleController {
    private final Jobs jobs;
    private final JobRemover remover;
    private final KatScheduleForm form;
    private final KatScheduleViews views;
    private final Json json;

    KatScheduleController(Jobs jobs, JobRemover remover, KatScheduleForm form, KatScheduleViews views, Json json) {
        this.jobs = jobs;
        this.remover = remover;
        this.form = form;
        this.views = views;
        this.json = json;
    }

    /** Makes a schedule of work there is no schedule of. */
    @Post
    @Consumes(MediaType.ALL)
    @Status(HttpStatus.CREATED)
    KatSchedule create(HttpRequest<byte[]> request) {
        var job = form.create(json.body(request.getBody()));
        if (!jobs.add(job)) {
            throw taken(job.externalKey());
        }
        return views.view(job);
    }

    /** Shows a schedule. */
    @Get("/{id}")
    KatSchedule get(String id) {
        var schedule = id(id);
        return find(schedule).map(views::view).orElseThrow(() -> unknown(schedule));
    }

    /** Changes what is given. */
    @Patch("/{id}")
    @Consumes(MediaType.ALL)
    KatSchedule change(String id, HttpRequest<byte[]> request) {
        var schedule = id(id);
        var body = json.body(request.getBody());
        try {
            return find(schedule)
                    .flatMap(_ -> jobs.change(schedule, job -> form.change(job, body)))
                    .map(views::view)
                    .orElseThrow(() -> unknown(schedule));
        } catch (KeyTaken taken) {
            throw taken(taken.key());
        }
    }

    /** Deletes a schedule, if there is one; its tasks live on without it. */
    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    void delete(String id) {
        find(id(id)).map(Job::id).ifPresent(remover::remove);
    }

    private Optional<Job> find(UUID schedule) {
        return jobs.find(schedule).filter(Job::isKat);
    }

    private static UUID id(String id) {
        return KatIds.read("schedule_id", id);
    }

    private static KatRefusal unknown(UUID schedule) {
        return KatRefusal.notFound("schedule not found, by schedule_id: " + schedule);
    }

    private static KatRefusal taken(@Nullable String hash) {
        return KatRefusal.conflict("schedule with the same hash already exists: " + hash);
    }
}
