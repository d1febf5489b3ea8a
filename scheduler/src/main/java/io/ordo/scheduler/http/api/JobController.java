package io.ordo.scheduler.http.api;

import io.micronaut.http.HttpRequest;
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
import io.ordo.api.JobPage;
import io.ordo.api.JobView;
import io.ordo.scheduler.http.once.Once;
import io.ordo.scheduler.http.problem.ProblemException;
import io.ordo.scheduler.http.request.Callers;
import io.ordo.scheduler.http.request.Paging;
import io.ordo.scheduler.http.request.Query;
import io.ordo.scheduler.http.value.Ids;
import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.job.JobDraft;
import io.ordo.scheduler.job.JobStatus;
import io.ordo.scheduler.job.Jobs;
import io.ordo.scheduler.job.Origin;
import io.ordo.scheduler.scheduling.Roster;
import io.ordo.scheduler.templating.JobEnds;
import java.util.UUID;

/** Jobs: create, read, change, delete. */
@Controller("/api/v1/jobs")
@ExecuteOn(TaskExecutors.BLOCKING)
@Once
class JobController {
    private final Jobs jobs;
    private final JobEnds ends;
    private final Roster roster;
    private final JobForm form;
    private final JobViews views;

    JobController(Jobs jobs, JobEnds ends, Roster roster, JobForm form, JobViews views) {
        this.jobs = jobs;
        this.ends = ends;
        this.roster = roster;
        this.form = form;
        this.views = views;
    }

    /** Creates a job. Name and schedule are required, everything else has a default. */
    @Post
    @Consumes(MediaType.ALL)
    @Status(HttpStatus.CREATED)
    JobView create(HttpRequest<byte[]> request) {
        var draft = form.create(form.body(request.getBody()));
        return views.view(roster.enter(draft, Origin.of(Origin.NATIVE)).orElseThrow());
    }

    /** Lists jobs, newest first. */
    @Get
    JobPage list(HttpRequest<?> request) {
        var query = new Query(request);
        var paging = Paging.of(query);
        var filter = new Jobs.Filter(
                query.oneOf("status", word -> JobStatus.ofWord(word).orElse(null), "active, paused, completed"),
                query.text("owner_id", JobDraft.LONGEST_TENANT),
                query.text("origin", Origin.LONGEST_DIALECT));
        query.check();
        var page = jobs.list(filter, paging.offset(), paging.size()).stream()
                .map(views::view)
                .toList();
        return new JobPage(page, jobs.count(filter), paging.page(), paging.size());
    }

    /** Shows a job. */
    @Get("/{id}")
    JobView get(String id) {
        return Ids.parse(id).flatMap(jobs::find).map(views::view).orElseThrow(() -> unknown(id));
    }

    /** Changes the fields that are given; the next run is worked out again when the schedule changes. */
    @Put("/{id}")
    @Consumes(MediaType.ALL)
    JobView change(String id, HttpRequest<byte[]> request) {
        var tree = form.body(request.getBody());
        return Ids.parse(id)
                .flatMap(job -> roster.change(job, before -> form.change(tree, before)))
                .map(views::view)
                .orElseThrow(() -> unknown(id));
    }

    /** Pauses a job: its planned times are skipped until it is resumed. */
    @Post("/{id}/pause")
    @Consumes(MediaType.ALL)
    JobView pause(String id, HttpRequest<byte[]> request) {
        var job = known(id);
        var note = form.note(request.getBody());
        return roster.pause(job, Callers.name(request), note).map(views::view).orElseThrow(() -> unknown(id));
    }

    /** Resumes a paused job: it is due again from now on. */
    @Post("/{id}/resume")
    @Consumes(MediaType.ALL)
    JobView resume(String id, HttpRequest<byte[]> request) {
        var job = known(id);
        form.nothing(request.getBody());
        return roster.resume(job).map(views::view).orElseThrow(() -> unknown(id));
    }

    /** Ends a job: nothing more is planned of it, and what lives of it is cancelled. */
    @Post("/{id}/terminate")
    @Consumes(MediaType.ALL)
    JobView terminate(String id, HttpRequest<byte[]> request) {
        var job = known(id);
        form.nothing(request.getBody());
        return ends.terminate(job).map(views::view).orElseThrow(() -> unknown(id));
    }

    /** Deletes a job and cancels its tasks that nobody has popped; its history stays. */
    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    void delete(String id) {
        if (Ids.parse(id).filter(ends::remove).isEmpty()) {
            throw unknown(id);
        }
    }

    private UUID known(String id) {
        return Ids.parse(id).flatMap(jobs::find).map(Job::id).orElseThrow(() -> unknown(id));
    }

    static ProblemException unknown(String id) {
        return ProblemException.of(HttpStatus.NOT_FOUND, "job_unknown", "Job with id " + id + " not found");
    }
}
