package io.ordo.scheduler.http.cronlog;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.ordo.api.dialect.LoggedJob;
import io.ordo.api.dialect.LoggedJobDetail;
import io.ordo.scheduler.http.once.Once;
import io.ordo.scheduler.http.problem.ProblemException;
import io.ordo.scheduler.http.value.Ids;
import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.job.Jobs;
import io.ordo.scheduler.job.Origin;
import io.ordo.scheduler.schedule.ScheduleRefused;
import io.ordo.scheduler.scheduling.Roster;
import java.util.List;
import java.util.Optional;

/** The jobs of the cron log, by name. */
@Controller("/jobs")
@ExecuteOn(TaskExecutors.BLOCKING)
@Once
class LoggedJobController {
    /** The most jobs of a list. */
    private static final int LONGEST_LIST = 1_000;

    private final Jobs jobs;
    private final Roster roster;
    private final LoggedJobForm form;
    private final LoggedJobViews views;

    LoggedJobController(Jobs jobs, Roster roster, LoggedJobForm form, LoggedJobViews views) {
        this.jobs = jobs;
        this.roster = roster;
        this.form = form;
        this.views = views;
    }

    /** Makes a job of a name that no other has. */
    @Post
    @Consumes(MediaType.ALL)
    @Status(HttpStatus.CREATED)
    LoggedJob create(HttpRequest<byte[]> request) {
        var draft = form.read(request.getBody());
        try {
            return roster.enter(draft, Origin.of(Origin.CRON_LOG).keyed(draft.name()))
                    .map(views::view)
                    .orElseThrow(() -> ProblemException.of(
                            HttpStatus.BAD_REQUEST, "name_taken", "Job name '" + draft.name() + "' already exists"));
        } catch (ScheduleRefused refused) {
            throw LoggedJobForm.invalidCron(refused.getMessage());
        }
    }

    /** Lists the jobs, newest first. */
    @Get
    List<LoggedJob> list() {
        return jobs.list(new Jobs.Filter(null, null, Origin.CRON_LOG), 0, LONGEST_LIST).stream()
                .map(views::view)
                .toList();
    }

    /** Shows a job, and when it is due. */
    @Get("/{id}")
    LoggedJobDetail get(String id) {
        return find(id).map(views::detail)
                .orElseThrow(() -> ProblemException.of(HttpStatus.NOT_FOUND, "job_unknown", "Job not found"));
    }

    private Optional<Job> find(String id) {
        return Ids.parse(id)
                .flatMap(jobs::find)
                .filter(job -> job.origin().dialect().equals(Origin.CRON_LOG));
    }
}
