package io.ordo.scheduler.http.kat;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.json.tree.JsonNode;
import io.ordo.scheduler.job.Job;
import java.util.Optional;

/**
 * Schedules of another dialect at the paths of OpenKAT's. Each method is empty for what is not the other dialect's, and
 * for what is when the caller may not know of it.
 */
public interface SchedulesBeside {
    /** Keeps the schedule of a body. */
    Optional<HttpResponse<?>> keep(HttpRequest<?> request, JsonNode body);

    /** Lists the schedules a query asks for. */
    Optional<HttpResponse<?>> list(HttpRequest<?> request);

    /** Shows a schedule. */
    Optional<HttpResponse<?>> show(HttpRequest<?> request, Job job);

    /** Removes a schedule. */
    Optional<HttpResponse<?>> remove(HttpRequest<?> request, Job job);
}
