package io.ordo.scheduler.http.client;

import io.ordo.api.dialect.ClientSchedule;
import io.ordo.api.dialect.ClientScheduleKept;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.http.target.TargetForm;
import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.job.JobStatus;
import io.ordo.scheduler.task.Tallies;
import io.ordo.scheduler.task.Tallies.Tally;
import io.ordo.scheduler.work.Words;
import jakarta.inject.Singleton;
import java.util.List;

/** Jobs as the clients of client schedules see them. */
@Singleton
final class ClientViews {
    private final Json json;
    private final ClientEvents events;
    private final Tallies tallies;
    private final TargetForm targets;

    ClientViews(Json json, ClientEvents events, Tallies tallies, TargetForm targets) {
        this.json = json;
        this.events = events;
        this.tallies = tallies;
        this.targets = targets;
    }

    /** What whoever kept it is told. */
    ClientScheduleKept kept(Job job) {
        return new ClientScheduleKept(job.draft().name(), client(job).view(), job.id());
    }

    List<ClientSchedule> list(List<Job> jobs) {
        var standing = tallies.of(jobs.stream().map(Job::id).toList());
        return jobs.stream()
                .map(job -> view(job, standing.getOrDefault(job.id(), Tally.NONE)))
                .toList();
    }

    private ClientSchedule view(Job job, Tally tally) {
        var draft = job.draft();
        var times = ClientTimes.of(draft.schedule());
        var target = draft.work().target();
        var next = draft.status() == JobStatus.ACTIVE ? job.timing().next() : null;
        return new ClientSchedule(
                job.id(),
                draft.name(),
                client(job).view(),
                times.type().word(),
                times.text(),
                draft.schedule().zone().getId(),
                events.task(
                        json.stored(draft.work().payload()),
                        target == null ? json.stored("{}") : targets.shown(target),
                        target == null ? "worker" : Words.of(target.kind())),
                next == null ? null : next.getEpochSecond(),
                status(job, tally),
                tally.tasks());
    }

    /** A schedule that will be due again is none of what became of its tasks, as long as none of them lives. */
    private static String status(Job job, Tally tally) {
        var newest = tally.newest();
        if (newest != null && !newest.isFinal()) {
            return "processing";
        }
        if (newest == null || job.draft().status() != JobStatus.COMPLETED) {
            return "idle";
        }
        return switch (newest) {
            case COMPLETED -> "done";
            case FAILED -> job.draft().work().retry().maxRetries() == 0 ? "failed" : "invalidity";
            default -> "failed";
        };
    }

    private ClientName client(Job job) {
        var key = job.externalKey();
        return ClientName.of(
                key == null ? null : json.stored(key),
                json.stored(job.draft().work().payload()).get("client"));
    }
}
