package io.ordo.scheduler.http.cronlog;

import io.micronaut.json.tree.JsonNode;
import io.ordo.api.dialect.LoggedJob;
import io.ordo.api.dialect.LoggedJobDetail;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.job.JobStatus;
import jakarta.inject.Singleton;

/** Jobs as the clients of the cron log see them. */
@Singleton
final class LoggedJobViews {
    private final Json json;

    LoggedJobViews(Json json) {
        this.json = json;
    }

    LoggedJob view(Job job) {
        return new LoggedJob(
                job.id(), job.draft().name(), job.draft().schedule().text(), fields(job));
    }

    LoggedJobDetail detail(Job job) {
        var next = job.draft().status() == JobStatus.ACTIVE ? job.timing().next() : null;
        return new LoggedJobDetail(
                job.id(),
                job.draft().name(),
                job.draft().schedule().text(),
                job.timing().last(),
                next,
                fields(job),
                next);
    }

    /** All of a payload that was changed in another dialect. */
    private JsonNode fields(Job job) {
        var payload = json.stored(job.draft().work().payload());
        var fields = payload.get(LoggedJobForm.FIELDS);
        return fields == null ? payload : fields;
    }
}
