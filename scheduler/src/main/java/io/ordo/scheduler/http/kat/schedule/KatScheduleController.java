package io.ordo.scheduler.http.kat.schedule;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.ordo.api.kat.KatSchedule;
import io.ordo.scheduler.http.kat.KatIds;
import io.ordo.scheduler.http.kat.KatRefusal;
import io.ordo.scheduler.http.kat.SchedulesBeside;
import io.ordo.scheduler.http.once.Once;
import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.job.Jobs;
import io.ordo.scheduler.job.KeyTaken;
import io.ordo.scheduler.templating.JobEnds;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** OpenKAT's schedules, one at a time: jobs of its queues, known by the hash of their work. */
@Controller("/schedules")
@ExecuteOn(TaskExecutors.BLOCKING)
@Once
class KatScheduleController {
    private final Jobs jobs;
    private final JobEnds ends;
    private final KatScheduleForm form;
    private final KatScheduleViews views;
    private final SchedulesBeside beside;

    KatScheduleController(
            Jobs jobs, JobEnds ends, KatScheduleForm form, KatScheduleViews views, SchedulesBeside beside) {
        this.jobs = jobs;
        this.ends = ends;
        this.form = form;
        this.views = views;
        this.beside = beside;
    }

    /** Makes a schedule of work there is no schedule of, or keeps one of a client. */
    @Post
    @Consumes(MediaType.ALL)
    HttpResponse<?> create(HttpRequest<byte[]> request) {
        var body = form.body(request.getBody());
        return beside.keep(request, body).orElseGet(() -> HttpResponse.created(create(body)));
    }

    private KatSchedule create(JsonNode body) {
        var job = form.create(body);
        if (!jobs.add(job)) {
            throw taken(job.externalKey());
        }
        return views.view(job);
    }

    /** Shows a schedule, in the form of the dialect it was made in. */
    @Get("/{id}")
    HttpResponse<?> get(String id, HttpRequest<?> request) {
        var schedule = id(id);
        var job = jobs.find(schedule).orElseThrow(() -> unknown(schedule));
        if (job.isKat()) {
            return HttpResponse.ok(views.view(job));
        }
        return beside.show(request, job).orElseThrow(() -> unknown(schedule));
    }

    /** Changes what is given. */
    @Patch("/{id}")
    @Consumes(MediaType.ALL)
    KatSchedule change(String id, HttpRequest<byte[]> request) {
        var schedule = id(id);
        var body = form.body(request.getBody());
        try {
            return find(schedule)
                    .flatMap(_ -> jobs.change(schedule, job -> form.change(job, body)))
                    .map(views::view)
                    .orElseThrow(() -> unknown(schedule));
        } catch (KeyTaken taken) {
            throw taken(taken.key());
        }
    }

    /** Deletes a schedule, if there is one; its tasks live on without it, unless it is a client's. */
    @Delete("/{id}")
    HttpResponse<?> delete(String id, HttpRequest<?> request) {
        var job = jobs.find(id(id));
        job.filter(Job::isKat).map(Job::id).ifPresent(ends::remove);
        return job.flatMap(one -> beside.remove(request, one)).orElseGet(HttpResponse::noContent);
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
