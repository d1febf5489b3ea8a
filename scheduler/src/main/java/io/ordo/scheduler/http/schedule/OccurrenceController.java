package io.ordo.scheduler.http.schedule;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.ordo.api.FieldError;
import io.ordo.api.schedule.FindingView;
import io.ordo.api.schedule.OccurrencePage;
import io.ordo.scheduler.http.problem.ProblemException;
import io.ordo.scheduler.http.request.Query;
import io.ordo.scheduler.http.value.Ids;
import io.ordo.scheduler.http.value.Instants;
import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.job.Jobs;
import io.ordo.scheduler.ledger.Ledger;
import io.ordo.scheduler.ledger.Ledger.Mark;
import io.ordo.scheduler.schedule.ScheduleExpression;
import io.ordo.scheduler.scheduling.Inquiry;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of planned times. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class OccurrenceController {
    private static final int LARGEST_PAGE = 1_000;
    private static final int PAGE = 100;

    private final Jobs jobs;
    private final Ledger ledger;
    private final Inquiry inquiry;

    OccurrenceController(Jobs jobs, Ledger ledger, Inquiry inquiry) {
        this.jobs = jobs;
        this.ledger = ledger;
        this.inquiry = inquiry;
    }

    /** Lists what became of a job's planned times, oldest first. */
    @Get("/jobs/{id}/occurrences")
    OccurrencePage ofJob(String id, HttpRequest<?> request) {
        var job = find(id);
        return page(job.id(), new Query(request));
    }

    /** Lists what became of the planned times of all jobs, oldest first. */
    @Get("/occurrences")
    OccurrencePage ofAll(HttpRequest<?> request) {
        return page(null, new Query(request));
    }

    /** Says what became of one time of a job, or why nothing did. */
    @Get("/jobs/{id}/occurrences/why")
    FindingView why(String id, HttpRequest<?> request) {
        var job = find(id);
        var query = new Query(request);
        var at = query.read(
                "at",
                text -> time(job, text),
                "Must be a date and time from 1900 to 9999, such as 2030-06-01T02:00 in the job's zone or"
                        + " 2030-06-01T02:00:00Z.");
        query.check();
        if (at == null) {
            throw ProblemException.invalid(List.of(
                    new FieldError("at", "required", "Say which time, such as 2030-06-01T02:00 in the job's zone.")));
        }
        return OccurrenceTexts.view(job, inquiry.ask(job, at));
    }

    private OccurrencePage page(@Nullable UUID job, Query query) {
        var from = query.instant("from");
        var to = query.instant("to");
        int limit = query.integer("limit", PAGE, 1, LARGEST_PAGE);
        var cursor = query.oneOf("cursor", OccurrenceController::mark, "the values of next_cursor");
        query.check();
        var search = new Ledger.Search(
                job,
                Objects.requireNonNullElse(from, Instants.EARLIEST),
                Objects.requireNonNullElse(to, Instants.LATEST),
                cursor,
                limit);
        var found = ledger.list(search);
        var items = found.stream().map(OccurrenceTexts::view).toList();
        if (items.size() < limit) {
            return new OccurrencePage(items, null);
        }
        var last = found.getLast();
        return new OccurrencePage(items, last.plannedAt() + "_" + last.job());
    }

    private static @Nullable Mark mark(String text) {
        String[] parts = text.split("_", 2);
        var at = Instants.parse(parts[0]);
        var job = parts.length < 2 ? Optional.<UUID>empty() : Ids.parse(parts[1]);
        return at.isEmpty() || job.isEmpty() ? null : new Mark(at.get(), job.get());
    }

    /** With an offset, or as the clocks of the job's zone show it. */
    private static @Nullable Instant time(Job job, String text) {
        var schedule = job.draft().schedule();
        return new ScheduleExpression(text, schedule.zone(), schedule.dst())
                .dateTime()
                .filter(Instants::isKept)
                .orElse(null);
    }

    private Job find(String id) {
        return Ids.parse(id)
                .flatMap(jobs::find)
                .orElseThrow(() ->
                        ProblemException.of(HttpStatus.NOT_FOUND, "job_unknown", "Job with id " + id + " not found"));
    }
}
