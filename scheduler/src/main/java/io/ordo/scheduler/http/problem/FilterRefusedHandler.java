package io.ordo.scheduler.http.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.ordo.scheduler.filter.FilterRefused;
import jakarta.inject.Singleton;

/** Answers who filters by what does not exist or does not fit. */
@Singleton
final class FilterRefusedHandler implements ExceptionHandler<FilterRefused, HttpResponse<?>> {
    @Override
    @SuppressWarnings("rawtypes") // as the framework declares it
    public HttpResponse<?> handle(HttpRequest request, FilterRefused refused) {
        return Problems.answer(HttpStatus.UNPROCESSABLE_ENTITY, "filter_refused", refused.fault());
    }
}
