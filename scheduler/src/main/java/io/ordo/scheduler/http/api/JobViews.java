package io.ordo.scheduler.http.api;

import io.ordo.api.JobView;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.http.request.RetryPolicies;
import io.ordo.scheduler.http.value.Seconds;
import io.ordo.scheduler.job.Job;
import jakarta.inject.Singleton;

/** Jobs as the wire shows them. */
@Singleton
final class JobViews {
    private final Json json;

    JobViews(Json json) {
        this.json = json;
    }

    JobView view(Job job) {
        var draft = job.draft();
        var work = draft.work();
        return new JobView(
                job.id(),
                draft.name(),
                draft.schedule().text(),
                draft.schedule().zone().getId(),
                json.stored(work.payload()),
                RetryPolicies.view(work.retry()),
                work.tenant(),
                draft.status().word(),
                job.origin(),
                work.queue(),
                work.priority(),
                Seconds.of(work.timeout()),
                draft.deadline() == null ? null : Seconds.of(draft.deadline()),
                job.timing().last(),
                job.timing().next(),
                job.createdAt(),
                job.updatedAt());
    }
}
