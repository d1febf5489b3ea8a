package io.ordo.scheduler.http.kat;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.ordo.scheduler.filter.FilterRefused;
import jakarta.inject.Singleton;

/** Answers who filters by what does not exist or does not fit. Only OpenKAT's filters name columns and operators. */
@Singleton
final class FilterRefusedHandler implements ExceptionHandler<FilterRefused, HttpResponse<?>> {
    private final KatRefusalHandler answers;

    FilterRefusedHandler(KatRefusalHandler answers) {
        this.answers = answers;
    }

    @Override
    @SuppressWarnings("rawtypes") // as the framework declares it
    public HttpResponse<?> handle(HttpRequest request, FilterRefused refused) {
        return answers.handle(request, KatRefusal.filters(refused.fault()));
    }
}
