package io.ordo.scheduler.http.queue;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.ordo.scheduler.claiming.Claim;
import io.ordo.scheduler.claiming.Popper;
import io.ordo.scheduler.claiming.Popper.Wait;
import io.ordo.scheduler.http.request.Callers;
import io.ordo.scheduler.http.request.Query;
import io.ordo.scheduler.lease.Lease;
import java.time.Duration;
import java.util.Objects;

/** Pops for workers. */
@Controller("/api/v1/queues")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PopController {
    private final Popper popper;
    private final QueueGuide queues;
    private final PopForm form;
    private final KeyedPops keyedPops;

    PopController(Popper popper, QueueGuide queues, PopForm form, KeyedPops keyedPops) {
        this.popper = popper;
        this.queues = queues;
        this.form = form;
        this.keyedPops = keyedPops;
    }

    /** Pops the best-ranked tasks of a queue under leases, best first; settles what the worker has finished. */
    @Post("/{id}/pop")
    @Consumes(MediaType.ALL)
    HttpResponse<String> pop(String id, HttpRequest<byte[]> request) throws InterruptedException {
        var query = new Query(request);
        int limit = query.integer("limit", 1, 1, Claim.MOST);
        var holder = query.text("worker", Claim.LONGEST_HOLDER);
        var lease = query.duration("lease", Lease.SHORTEST, Lease.LONGEST);
        var wait = query.duration("wait", Duration.ZERO, Popper.LONGEST_WAIT);
        query.check();
        queues.find(id);
        var asked = form.read(request.getBody());
        var claim = new Claim(id, limit, asked.filter(), holder, lease);
        var patience = new Wait(Objects.requireNonNullElse(wait, Duration.ZERO), Callers.of(request));
        var answer = popper.pop(claim, asked.settlements(), patience, keyedPops.look(request, asked.settlements()));
        return HttpResponse.ok(PopText.of(asked.settlements(), answer)).contentType(MediaType.APPLICATION_JSON_TYPE);
    }
}
