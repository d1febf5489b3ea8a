package io.ordo.scheduler.http.once;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** Says an answer again. */
@Singleton
final class ReplayedAnswerHandler implements ExceptionHandler<ReplayedAnswer, HttpResponse<?>> {
    @Override
    @SuppressWarnings("rawtypes") // as the framework declares it
    public HttpResponse<?> handle(HttpRequest request, ReplayedAnswer replayed) {
        var answer = replayed.answer();
        var response = HttpResponse.status(answer.status(), null).header("Idempotency-Replayed", "true");
        if (answer.location() != null) {
            response.header(HttpHeaders.LOCATION, answer.location());
        }
        return answer.body() == null
                ? response
                : response.body(answer.body()).contentType(MediaType.APPLICATION_JSON_TYPE);
    }
}
