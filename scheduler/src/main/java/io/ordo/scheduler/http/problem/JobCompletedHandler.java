package io.ordo.scheduler.http.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.ordo.scheduler.scheduling.JobCompleted;
import jakarta.inject.Singleton;

/** Answers who wants to pause or resume a completed job. */
@Singleton
final class JobCompletedHandler implements ExceptionHandler<JobCompleted, HttpResponse<?>> {
    @Override
    @SuppressWarnings("rawtypes") // as the framework declares it
    public HttpResponse<?> handle(HttpRequest request, JobCompleted refusal) {
        return Problems.answer(HttpStatus.CONFLICT, "job_completed", String.valueOf(refusal.getMessage()));
    }
}
