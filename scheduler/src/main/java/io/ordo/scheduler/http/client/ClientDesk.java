package io.ordo.scheduler.http.client;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.json.tree.JsonNode;
import io.ordo.api.dialect.ClientSchedule;
import io.ordo.api.dialect.ClientScheduleKept;
import io.ordo.api.dialect.ClientSchedulesRemoved;
import io.ordo.scheduler.http.client.ClientForm.Asked;
import io.ordo.scheduler.http.kat.SchedulesBeside;
import io.ordo.scheduler.http.problem.ProblemException;
import io.ordo.scheduler.http.request.Callers;
import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.job.KeyedJobs;
import io.ordo.scheduler.job.Origin;
import io.ordo.scheduler.scheduling.Roster;
import io.ordo.scheduler.templating.JobEnds;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Client schedules at the paths they share with OpenKAT's. */
@Singleton
final class ClientDesk implements SchedulesBeside {
    /** The most schedules of a list. */
    static final int LONGEST_LIST = 1_000;

    private final Roster roster;
    private final KeyedJobs jobs;
    private final JobEnds ends;
    private final ClientForm form;
    private final ClientViews views;

    ClientDesk(Roster roster, KeyedJobs jobs, JobEnds ends, ClientForm form, ClientViews views) {
        this.roster = roster;
        this.jobs = jobs;
        this.ends = ends;
        this.form = form;
        this.views = views;
    }

    @Override
    public Optional<HttpResponse<?>> keep(HttpRequest<?> request, JsonNode body) {
        boolean isOurs = body.isObject()
                && body.get("scheduler_id") == null
                && (body.get("task") != null || body.get("type") != null);
        return isOurs ? Optional.of(HttpResponse.ok(kept(request, body))) : Optional.empty();
    }

    private ClientScheduleKept kept(HttpRequest<?> request, JsonNode body) {
        requireKey(request);
        return kept(form.read(body));
    }

    ClientScheduleKept kept(Asked asked) {
        var origin = Origin.of(Origin.CLIENT).keyed(form.key(asked.client()));
        return views.kept(ClientForm.refusable(() -> roster.keep(asked.draft(), origin)));
    }

    /** Replaces a schedule by its id, whose client stays as it is. */
    ClientScheduleKept replaced(UUID id, Asked asked) {
        return ClientForm.refusable(() -> roster.replace(id, asked.draft()))
                .map(views::kept)
                .orElseThrow(ClientDesk::unknown);
    }

    @Override
    public Optional<HttpResponse<?>> list(HttpRequest<?> request) {
        return ClientQuery.read(request).map(query -> HttpResponse.ok(list(request, query)));
    }

    private List<ClientSchedule> list(HttpRequest<?> request, ClientQuery query) {
        requireKey(request);
        var found = jobs.list(query.wanted(), LONGEST_LIST);
        if (found.isEmpty()) {
            throw unknown();
        }
        return views.list(found);
    }

    @Override
    public Optional<HttpResponse<?>> show(HttpRequest<?> request, Job job) {
        return isOurs(request, job) ? Optional.of(HttpResponse.ok(views.list(List.of(job)))) : Optional.empty();
    }

    @Override
    public Optional<HttpResponse<?>> remove(HttpRequest<?> request, Job job) {
        return isOurs(request, job)
                ? Optional.of(HttpResponse.ok(new ClientSchedulesRemoved(ends.remove(job.id()) ? 1 : 0)))
                : Optional.empty();
    }

    /** To whoever shows no key they are not there. */
    private static boolean isOurs(HttpRequest<?> request, Job job) {
        return isClients(job) && Callers.showsKey(request);
    }

    static boolean isClients(Job job) {
        return job.origin().dialect().equals(Origin.CLIENT);
    }

    /** OpenKAT's paths may be open; what is not OpenKAT's is not. */
    static void requireKey(HttpRequest<?> request) {
        if (!Callers.showsKey(request)) {
            throw ProblemException.of(
                    HttpStatus.UNAUTHORIZED, "key_missing", "Send a valid API key in the header X-API-Key.");
        }
    }

    static ProblemException unknown() {
        return ProblemException.of(HttpStatus.NOT_FOUND, "job_unknown", "Item not found");
    }
}
