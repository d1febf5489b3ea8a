package io.ordo.scheduler.http.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.ordo.api.FieldError;
import io.ordo.scheduler.backfilling.BackfillRefused;
import io.ordo.scheduler.work.Words;
import jakarta.inject.Singleton;
import java.util.List;

/** Answers windows that cannot be backfilled. */
@Singleton
final class BackfillRefusedHandler implements ExceptionHandler<BackfillRefused, HttpResponse<?>> {
    @Override
    @SuppressWarnings("rawtypes") // as the framework declares it
    public HttpResponse<?> handle(HttpRequest request, BackfillRefused refusal) {
        var why = String.valueOf(refusal.getMessage());
        var field = switch (refusal.rule()) {
            case EMPTY, FUTURE, TOO_MANY -> "to";
            case NOT_PLANNED, COMPLETED -> "";
        };
        var error = new FieldError(field, Words.of(refusal.rule()), why);
        return Problems.answer(HttpStatus.UNPROCESSABLE_ENTITY, "backfill_refused", why, List.of(error));
    }
}
