package io.ordo.scheduler.http.restjobs;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.ordo.scheduler.http.once.Once;
import io.ordo.scheduler.http.request.Limits;
import io.ordo.scheduler.task.Progress;
import io.ordo.scheduler.template.MadeJobs;
import io.ordo.scheduler.templating.JobEnds;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * RestJobScheduler's API. Whoever created a job is told to poll for changes, as RestJobScheduler says when it could
 * not notify anybody.
 */
@Controller("/rest-job-scheduler")
@ExecuteOn(TaskExecutors.BLOCKING)
@Once
class RestJobController {
    /** More would be an answer of some megabytes; the original has no bound, and forgets all when it stops. */
    private static final int MOST_JOBS = 10_000;

    private static final String POLL = "pollForChanges";

    private final RestJobDesk desk;
    private final MadeJobs made;
    private final JobEnds ends;
    private final Progress progress;
    private final Limits limits;

    RestJobController(RestJobDesk desk, MadeJobs made, JobEnds ends, Progress progress, Limits limits) {
        this.desk = desk;
        this.made = made;
        this.ends = ends;
        this.progress = progress;
        this.limits = limits;
    }

    /** What the payloads of templates look like that users trigger, by their types. */
    @Get("/schemas")
    Map<String, JsonNode> schemas() {
        return desk.schemas();
    }

    /** Creates a job. */
    @Post("/create")
    @Consumes(MediaType.ALL)
    Map<String, Object> create(HttpRequest<byte[]> request) {
        var id = desk.create(FormBody.read(request, limits));
        return answer("Job created", Map.of("job_id", id, POLL, true));
    }

    /** Every job that was made of a template, by its id, newest first. */
    @Get("/jobs")
    Map<String, Object> jobs() {
        var jobs = new LinkedHashMap<String, Object>();
        made.newest(MOST_JOBS).forEach(job -> jobs.put(RestJobDesk.id(job), RestJobDesk.view(job)));
        return jobs;
    }

    /** Terminates a job. */
    @Post("/job/{id}/terminate")
    @Consumes(MediaType.ALL)
    Map<String, Object> terminate(String id, HttpRequest<byte[]> request) {
        var job = desk.find(id);
        desk.checkType(job, FormBody.read(request, limits).get("type"));
        if (ends.terminate(job.id()).isEmpty()) {
            throw RestJobDesk.unknown();
        }
        return answer("Job terminated", Map.of(POLL, true));
    }

    /** Notes how far a job has come: its newest task, while somebody holds it. */
    @Post("/job/{id}/progress")
    @Consumes(MediaType.ALL)
    Map<String, Object> progress(String id, HttpRequest<byte[]> request) {
        var job = desk.find(id);
        int percent = percent(FormBody.read(request, limits).get("completion_percent"));
        if (!progress.reportNewest(job.id(), percent)) {
            throw new RestJobRefusal(
                    HttpStatus.CONFLICT, "Job is not running: its newest task must be dispatched or running");
        }
        return answer("Updated job progress", Map.of());
    }

    private static int percent(@Nullable String text) {
        if (text == null) {
            throw new RestJobRefusal(HttpStatus.BAD_REQUEST, "Completion percent must be specified");
        }
        if (!text.matches("0*(\\d{1,2}|100)(\\.\\d+)?") || Double.parseDouble(text) > Progress.WHOLE) {
            throw new RestJobRefusal(HttpStatus.BAD_REQUEST, "Percentage out of range");
        }
        return (int) Double.parseDouble(text);
    }

    private static Map<String, Object> answer(String words, Map<String, Object> more) {
        var answer = new LinkedHashMap<String, Object>(Map.of("msg", words));
        answer.putAll(more);
        return answer;
    }
}
