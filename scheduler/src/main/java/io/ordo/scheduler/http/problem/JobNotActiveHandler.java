package io.ordo.scheduler.http.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.ordo.scheduler.planning.JobNotActive;
import jakarta.inject.Singleton;

/** Answers who wants to run a paused or completed job. */
@Singleton
final class JobNotActiveHandler implements ExceptionHandler<JobNotActive, HttpResponse<?>> {
    @Override
    @SuppressWarnings("rawtypes") // as the framework declares it
    public HttpResponse<?> handle(HttpRequest request, JobNotActive refusal) {
        return Problems.answer(HttpStatus.BAD_REQUEST, "job_not_active", String.valueOf(refusal.getMessage()));
    }
}
