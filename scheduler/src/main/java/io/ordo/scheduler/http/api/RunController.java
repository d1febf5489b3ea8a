package io.ordo.scheduler.http.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.ordo.api.RunPage;
import io.ordo.api.RunView;
import io.ordo.scheduler.http.problem.ProblemException;
import io.ordo.scheduler.http.request.Paging;
import io.ordo.scheduler.http.request.Query;
import io.ordo.scheduler.http.value.Ids;
import io.ordo.scheduler.job.Jobs;
import io.ordo.scheduler.task.Attempt;
import io.ordo.scheduler.task.TaskHistory;
import io.ordo.scheduler.task.Tasks;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Runs of jobs: asked for, listed, read. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RunController {
    /** The longest a request waits for its run. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final Jobs jobs;
    private final RunsNow runsNow;
    private final Tasks tasks;
    private final RunViews views;
    private final FinishedRuns finishedRuns;

    RunController(Jobs jobs, RunsNow runsNow, Tasks tasks, RunViews views, FinishedRuns finishedRuns) {
        this.jobs = jobs;
        this.runsNow = runsNow;
        this.tasks = tasks;
        this.views = views;
        this.finishedRuns = finishedRuns;
    }

    /** Runs an active job now, outside its schedule; with a wait, answers with the run if it finishes in time. */
    @Post(uris = {"/jobs/{id}/run", "/jobs/{id}/execute"})
    @Consumes(MediaType.ALL)
    HttpResponse<?> run(String id, HttpRequest<byte[]> request) throws InterruptedException {
        var query = new Query(request);
        var wait = query.duration("wait", Duration.ZERO, LONGEST_WAIT);
        query.check();
        UUID job = Ids.parse(id).orElseThrow(() -> JobController.unknown(id));
        UUID run = runsNow.run(request, job).orElseThrow(() -> JobController.unknown(id));
        var finished = wait == null ? Optional.<TaskHistory>empty() : finishedRuns.await(run, wait);
        return finished.<HttpResponse<?>>map(
                        history -> HttpResponse.ok(views.view(List.of(history)).getFirst()))
                .orElseGet(() -> HttpResponse.accepted().body(RunsNow.queued(job, run)));
    }

    /** Lists the runs of a job, newest first, each with its attempts. */
    @Get("/jobs/{id}/runs")
    RunPage list(String id, HttpRequest<?> request) {
        var query = new Query(request);
        var paging = Paging.of(query);
        query.check();
        UUID job = Ids.parse(id)
                .filter(known -> jobs.find(known).isPresent())
                .orElseThrow(() -> JobController.unknown(id));
        var page = views.view(tasks.ofJob(job, paging.offset(), paging.size()));
        return new RunPage(page, tasks.countOfJob(job), paging.page(), paging.size());
    }

    /** Shows a run with its attempts. */
    @Get("/runs/{id}")
    RunView get(String id) {
        var run = Ids.parse(id).flatMap(tasks::find).orElseThrow(() -> unknown(id));
        return views.view(List.of(run)).getFirst();
    }

    /** What an attempt printed, whole; without a number the last that ended. */
    @Get("/runs/{id}/logs")
    @Produces(MediaType.TEXT_PLAIN)
    String logs(String id, HttpRequest<?> request) {
        var query = new Query(request);
        int asked = query.integer("attempt", 0, 1, Integer.MAX_VALUE);
        query.check();
        var run = Ids.parse(id).flatMap(tasks::find).orElseThrow(() -> unknown(id));
        int attempt = asked > 0 ? asked : lastEnded(run.attempts());
        return tasks.log(run.task().id(), attempt)
                .orElseThrow(() -> ProblemException.of(
                        HttpStatus.NOT_FOUND,
                        "attempt_unknown",
                        "Run " + id + " has no ended attempt " + (asked > 0 ? asked : 1) + " yet"));
    }

    private static int lastEnded(List<Attempt> attempts) {
        return Math.max(1, (int)
                attempts.stream().filter(attempt -> attempt.ending() != null).count());
    }

    private static ProblemException unknown(String id) {
        return ProblemException.of(HttpStatus.NOT_FOUND, "run_unknown", "Run with id " + id + " not found");
    }
}
