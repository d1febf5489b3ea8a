package io.ordo.scheduler.http.api;

import io.ordo.api.JobView;
import io.ordo.api.schedule.JobPauseView;
import io.ordo.scheduler.http.request.Concurrencies;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.http.request.RetryPolicies;
import io.ordo.scheduler.http.schedule.PoliciesForm;
import io.ordo.scheduler.http.target.TargetForm;
import io.ordo.scheduler.http.value.Seconds;
import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.job.JobStatus;
import io.ordo.scheduler.work.Words;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Jobs as the wire shows them. */
@Singleton
final class JobViews {
    private final Json json;
    private final TargetForm targets;

    JobViews(Json json, TargetForm targets) {
        this.json = json;
        this.targets = targets;
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
                job.origin().dialect(),
                job.externalKey(),
                work.queue(),
                work.priority(),
                Seconds.of(work.timeout()),
                draft.deadline() == null ? null : Seconds.of(draft.deadline()),
                draft.policies().startAt(),
                draft.policies().endAt(),
                Seconds.of(draft.policies().spread()),
                PoliciesForm.view(draft.schedule().dst()),
                PoliciesForm.view(draft.policies().catchUp()),
                Words.of(draft.policies().overlap()),
                targets.view(work.target()),
                Concurrencies.view(work.concurrency()),
                job.origin().template(),
                pause(job.pause()),
                job.timing().last(),
                draft.status() == JobStatus.ACTIVE ? job.timing().next() : null,
                job.createdAt(),
                job.updatedAt());
    }

    private static @Nullable JobPauseView pause(Job.@Nullable Pause pause) {
        return pause == null ? null : new JobPauseView(pause.at(), pause.by(), pause.note());
    }
}
