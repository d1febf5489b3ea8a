package io.ordo.scheduler.http.kat.queue;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.ordo.api.kat.KatPopped;
import io.ordo.scheduler.claiming.Claim;
import io.ordo.scheduler.claiming.Popped;
import io.ordo.scheduler.claiming.Popper;
import io.ordo.scheduler.claiming.Popper.Wait;
import io.ordo.scheduler.filter.Filter;
import io.ordo.scheduler.http.kat.KatBody;
import io.ordo.scheduler.http.kat.KatFilters;
import io.ordo.scheduler.http.kat.KatGuide;
import io.ordo.scheduler.http.kat.KatQuery;
import io.ordo.scheduler.http.kat.KatRefusal;
import io.ordo.scheduler.http.kat.filter.KatTables;
import io.ordo.scheduler.http.request.Callers;
import io.ordo.scheduler.http.request.Query;
import io.ordo.scheduler.lease.Lease;
import io.ordo.scheduler.queue.Backlogs;
import io.ordo.scheduler.queue.Queue;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives tasks to OpenKAT's runners. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class KatPopController {
    private final KatPops pops;
    private final KatFilters filters;
    private final KatGuide guide;
    private final KatViews views;
    private final Backlogs backlogs;

    KatPopController(KatPops pops, KatFilters filters, KatGuide guide, KatViews views, Backlogs backlogs) {
        this.pops = pops;
        this.filters = filters;
        this.guide = guide;
        this.views = views;
        this.backlogs = backlogs;
    }

    /** Pops the best tasks. */
    @Post("/schedulers/{id}/pop")
    @Consumes(MediaType.ALL)
    KatPopped pop(String id, HttpRequest<byte[]> request) throws InterruptedException {
        var queue = guide.scheduler(id);
        int limit = limit(request, Claim.MOST);
        var popped = pops.pop(queue, filter(request.getBody()), limit);
        return new KatPopped(popped.stream().map(one -> views.task(one)).toList());
    }

    /** Pops the best task, or a list when asked for so many, for older clients. */
    @Post("/queues/{id}/pop")
    @Consumes(MediaType.ALL)
    HttpResponse<?> popFromQueue(String id, HttpRequest<byte[]> request) throws InterruptedException {
        return popOne(id, request, request.getBody());
    }

    /** As by POST, for the oldest clients. Not by HEAD: what is popped must reach somebody. */
    @Get(uri = "/queues/{id}/pop", headRoute = false)
    @Consumes(MediaType.ALL)
    HttpResponse<?> getFromQueue(String id, HttpRequest<?> request) throws InterruptedException {
        return popOne(id, request, KatBody.ofGet(request));
    }

    private HttpResponse<?> popOne(String id, HttpRequest<?> request, Optional<byte[]> body)
            throws InterruptedException {
        var queue = guide.queue(id);
        var query = new Query(request);
        boolean isList = request.getParameters().contains("limit");
        int limit = limit(request, 1);
        var holder = query.text("worker", Claim.LONGEST_HOLDER);
        var length = query.duration("lease", Lease.SHORTEST, Lease.LONGEST);
        var wait = query.duration("wait", Duration.ZERO, Popper.LONGEST_WAIT);
        query.check();
        var filter = filter(body);
        var patience = new Wait(Objects.requireNonNullElse(wait, Duration.ZERO), Callers.of(request));
        var popped = limit == 0 ? List.<Popped>of() : pops.pop(new Claim(id, limit, filter, holder, length), patience);
        if (isList) {
            return HttpResponse.ok(popped.stream().map(one -> view(holder, one)).toList());
        }
        if (popped.isEmpty()) {
            return nothing(queue, filter);
        }
        return HttpResponse.ok(view(holder, popped.getFirst()));
    }

    /** One that is larger than our largest is cut to that. */
    private static int limit(HttpRequest<?> request, int byDefault) {
        var query = new KatQuery(request);
        long limit = query.whole("limit", byDefault);
        query.check();
        return (int) Math.min(limit, Claim.MOST);
    }

    private Object view(@Nullable String holder, Popped popped) {
        return holder == null ? views.task(popped) : views.held(popped);
    }

    /** An empty queue gives null; where the filters are to blame, older clients are told. */
    private HttpResponse<?> nothing(Queue queue, @Nullable Filter filter) {
        if (filter != null && backlogs.isAnyQueued(queue.id()) && !pops.mayFindMore(queue, filter)) {
            throw KatRefusal.notFound("could not pop item from queue, check your filters");
        }
        return HttpResponse.ok(JsonNode.nullNode());
    }

    private @Nullable Filter filter(Optional<byte[]> body) {
        var filter = filters.readIfAny(KatTables.TASKS, body);
        return filter.equals(Filter.NONE) ? null : filter;
    }
}
