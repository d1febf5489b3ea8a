package io.ordo.scheduler.http.restjobs;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.util.Map;

/** Answers refusals as RestJobScheduler does: an object with a message. */
@Singleton
final class RestJobRefusalHandler implements ExceptionHandler<RestJobRefusal, HttpResponse<?>> {
    @Override
    @SuppressWarnings("rawtypes") // the interface's own
    public HttpResponse<?> handle(HttpRequest request, RestJobRefusal refusal) {
        var answer = HttpResponse.status(refusal.status());
        return refusal.errors().isEmpty()
                ? answer.body(Map.of("msg", refusal.words()))
                : answer.body(Map.of("msg", refusal.words(), "errors", refusal.errors()));
    }
}
