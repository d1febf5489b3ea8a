package io.ordo.scheduler.http.kat.schedule;

import io.ordo.api.kat.KatSchedule;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.job.JobStatus;
import jakarta.inject.Singleton;
import java.util.Objects;

/** Jobs as OpenKAT's clients see them. */
@Singleton
final class KatScheduleViews {
    private final Json json;

    KatScheduleViews(Json json) {
        this.json = json;
    }

    KatSchedule view(Job job) {
        var draft = job.draft();
        var work = draft.work();
        return new KatSchedule(
                job.id(),
                work.queue(),
                Objects.requireNonNullElse(work.tenant(), ""),
                job.externalKey(),
                json.stored(work.payload()),
                draft.status() == JobStatus.ACTIVE,
                draft.schedule().isManual() ? null : draft.schedule().text(),
                job.timing().next(),
                job.createdAt(),
                job.updatedAt());
    }
}
