package io.ordo.scheduler.http.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.ordo.scheduler.filter.FilterTooSlow;
import jakarta.inject.Singleton;

/** Answers whose filter finds too little in too much. */
@Singleton
final class FilterTooSlowHandler implements ExceptionHandler<FilterTooSlow, HttpResponse<?>> {
    @Override
    @SuppressWarnings("rawtypes") // as the framework declares it
    public HttpResponse<?> handle(HttpRequest request, FilterTooSlow tooSlow) {
        return Problems.answer(
                HttpStatus.SERVICE_UNAVAILABLE,
                "filter_too_slow",
                tooSlow.fault() + ". Ask more narrowly: by a queue, a status that has not ended, or a time.");
    }
}
