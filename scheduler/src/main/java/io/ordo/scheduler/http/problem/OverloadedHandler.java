package io.ordo.scheduler.http.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.ordo.scheduler.coalescing.OverloadedException;
import jakarta.inject.Singleton;

/** Answers whom there was no room for. */
@Singleton
final class OverloadedHandler implements ExceptionHandler<OverloadedException, HttpResponse<?>> {
    @Override
    @SuppressWarnings("rawtypes") // as the framework declares it
    public HttpResponse<?> handle(HttpRequest request, OverloadedException refusal) {
        return Problems.answer(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "overloaded",
                        "Nothing was done: " + refusal.getMessage() + ". Try again in a second.")
                .header("Retry-After", "1");
    }
}
