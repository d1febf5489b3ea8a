package io.ordo.scheduler.http.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.ordo.scheduler.templating.ShelfFull;
import jakarta.inject.Singleton;

/** Answers who adds a template when there is no room for it. */
@Singleton
final class ShelfFullHandler implements ExceptionHandler<ShelfFull, HttpResponse<?>> {
    @Override
    @SuppressWarnings("rawtypes") // as the framework declares it
    public HttpResponse<?> handle(HttpRequest request, ShelfFull refusal) {
        return Problems.answer(HttpStatus.CONFLICT, "too_many_templates", String.valueOf(refusal.getMessage()));
    }
}
