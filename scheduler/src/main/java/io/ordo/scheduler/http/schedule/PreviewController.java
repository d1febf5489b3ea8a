package io.ordo.scheduler.http.schedule;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.ordo.api.schedule.FireView;
import io.ordo.api.schedule.HerdView;
import io.ordo.api.schedule.PreviewView;
import io.ordo.scheduler.http.problem.ProblemException;
import io.ordo.scheduler.http.request.Fields;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.http.request.Query;
import io.ordo.scheduler.http.value.Ids;
import io.ordo.scheduler.job.Jobs;
import io.ordo.scheduler.schedule.Dst;
import io.ordo.scheduler.schedule.Fire;
import io.ordo.scheduler.schedule.Fire.Mark;
import io.ordo.scheduler.schedule.Preview;
import io.ordo.scheduler.schedule.ScheduleExpression;
import io.ordo.scheduler.scheduling.Herd;
import io.ordo.scheduler.scheduling.Previewer;
import io.ordo.scheduler.work.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.IntStream;

/** When jobs will be due: one by one before it is made, and all of them together. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PreviewController {
    private static final int MOST_FIRES = 1_000;
    private static final int FIRES = 10;
    private static final int DAY = 24;
    private static final String UTC = "UTC";

    private final Previewer previewer;
    private final Herd herd;
    private final Jobs jobs;
    private final Json json;

    PreviewController(Previewer previewer, Herd herd, Jobs jobs, Json json) {
        this.previewer = previewer;
        this.herd = herd;
        this.jobs = jobs;
        this.json = json;
    }

    /** Says what a schedule means, and when a job would be due by it. */
    @Post("/schedules/preview")
    @Consumes(MediaType.ALL)
    PreviewView preview(HttpRequest<byte[]> request) {
        var fields = Fields.of(json.body(request.getBody()));
        fields.require("schedule_expr");
        var text = fields.text("schedule_expr", 1, ScheduleExpression.LONGEST);
        var zone = fields.text("timezone", 1, ScheduleExpression.LONGEST_ZONE);
        var dst = PoliciesForm.dst(fields, Dst.DEFAULT);
        var from = fields.instant("from");
        var count = fields.integer("count", 1, MOST_FIRES);
        fields.noOthers();
        fields.check();
        var expression = new ScheduleExpression(
                Objects.requireNonNull(text), ScheduleExpression.zone(Objects.requireNonNullElse(zone, UTC)), dst);
        return view(previewer.preview(expression, from, Objects.requireNonNullElse(count, FIRES)));
    }

    /** Says what the schedule of a job means, and when it is due next. */
    @Get("/jobs/{id}/preview")
    PreviewView ofJob(String id, HttpRequest<?> request) {
        var job = Ids.parse(id)
                .flatMap(jobs::find)
                .orElseThrow(() ->
                        ProblemException.of(HttpStatus.NOT_FOUND, "job_unknown", "Job with id " + id + " not found"));
        var query = new Query(request);
        int count = query.integer("count", FIRES, 1, MOST_FIRES);
        var from = query.instant("from");
        query.check();
        return view(previewer.preview(job, from, count));
    }

    /** Counts the due times of all active jobs in each minute to come. */
    @Get("/schedules/herd")
    HerdView herd(HttpRequest<?> request) {
        var query = new Query(request);
        int hours = query.integer("hours", DAY, 1, Herd.MOST_HOURS);
        var from = query.instant("from");
        query.check();
        var forecast = herd.look(from == null ? previewer.now() : from, hours);
        return new HerdView(
                forecast.from(),
                IntStream.of(forecast.perMinute()).boxed().toList(),
                forecast.jobs(),
                forecast.isComplete(),
                at(forecast, forecast.busiest()),
                forecast.perMinute()[forecast.busiest()],
                forecast.quietMinuteOfHour(),
                at(forecast, forecast.quietest()));
    }

    private static Instant at(Herd.Forecast forecast, int minute) {
        return forecast.from().plus(Duration.ofMinutes(minute));
    }

    private static PreviewView view(Preview preview) {
        return new PreviewView(
                preview.words(),
                preview.fires().stream().map(PreviewController::view).toList());
    }

    private static FireView view(Fire fire) {
        return new FireView(
                fire.instant(), fire.local().toString(), fire.mark() == Mark.NONE ? null : Words.of(fire.mark()));
    }
}
