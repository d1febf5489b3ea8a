package io.ordo.scheduler.http.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.ordo.api.Problem;
import jakarta.inject.Singleton;

/** Answers refusals of our own. */
@Singleton
final class ProblemHandler implements ExceptionHandler<ProblemException, HttpResponse<?>> {
    @Override
    @SuppressWarnings("rawtypes") // as the framework declares it
    public HttpResponse<?> handle(HttpRequest request, ProblemException refusal) {
        return answer(refusal);
    }

    static MutableHttpResponse<Problem> answer(ProblemException refusal) {
        var answer = Problems.answer(refusal.status(), refusal.code(), refusal.detail(), refusal.errors());
        int seconds = refusal.retryAfterSeconds();
        return seconds == 0 ? answer : answer.header("Retry-After", String.valueOf(seconds));
    }
}
