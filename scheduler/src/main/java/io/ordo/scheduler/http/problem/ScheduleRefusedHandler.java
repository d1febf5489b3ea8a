package io.ordo.scheduler.http.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.ordo.api.FieldError;
import io.ordo.scheduler.schedule.ScheduleRefused;
import io.ordo.scheduler.schedule.ScheduleRefused.Rule;
import io.ordo.scheduler.work.Words;
import jakarta.inject.Singleton;
import java.util.List;

/** Answers schedules that cannot be kept; the detail is the sentence existing clients know. */
@Singleton
final class ScheduleRefusedHandler implements ExceptionHandler<ScheduleRefused, HttpResponse<?>> {
    private static final String INVALID = "Invalid schedule expression. Must be valid cron expression or ISO datetime.";

    @Override
    @SuppressWarnings("rawtypes") // as the framework declares it
    public HttpResponse<?> handle(HttpRequest request, ScheduleRefused refusal) {
        var rule = refusal.rule();
        var field = switch (rule) {
            case ZONE -> "timezone";
            case ENDED -> "end_at";
            case FORMAT, PAST, NEVER -> "schedule_expr";
        };
        var error = new FieldError(field, Words.of(rule), refusal.getMessage());
        String detail = rule == Rule.FORMAT ? INVALID : refusal.getMessage();
        return Problems.answer(HttpStatus.BAD_REQUEST, "schedule_refused", detail, List.of(error));
    }
}
