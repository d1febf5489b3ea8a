package io.ordo.scheduler.http.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.ordo.scheduler.planning.JobUnderWay;
import jakarta.inject.Singleton;

/** Answers who wants to run a job whose work is under way: in OpenKAT's words, when it is one of its schedules. */
@Singleton
final class JobUnderWayHandler implements ExceptionHandler<JobUnderWay, HttpResponse<?>> {
    @Override
    @SuppressWarnings("rawtypes") // as the framework declares it
    public HttpResponse<?> handle(HttpRequest request, JobUnderWay refusal) {
        var why = String.valueOf(refusal.getMessage());
        return refusal.isKat()
                ? Problems.answer(HttpStatus.CONFLICT, "task_queued", why)
                : Problems.answer(HttpStatus.CONFLICT, "job_under_way", why);
    }
}
