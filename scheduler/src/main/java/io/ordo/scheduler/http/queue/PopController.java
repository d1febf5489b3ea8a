package io.ordo.scheduler.http.queue;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.ordo.scheduler.claiming.Popper;
import io.ordo.scheduler.claiming.Popper.Wait;
import io.ordo.scheduler.http.once.Replays;
import io.ordo.scheduler.http.request.Callers;
import io.ordo.scheduler.http.request.Query;
import io.ordo.scheduler.http.request.QueueGuide;

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
        var queue = queues.find(id);
        var pop = form.read(queue, new Query(request), request.getBody());
        var wait = new Wait(pop.patience(), Callers.of(request));
        var answer = Replays.hasKey(request)
                ? popper.pop(pop.claim(), pop.settlements(), wait, keyedPops.look(request, pop.settlements()))
                : popper.pop(pop.claim(), pop.settlements(), wait);
        return HttpResponse.ok(PopText.of(pop.settlements(), answer)).contentType(MediaType.APPLICATION_JSON_TYPE);
    }
}
