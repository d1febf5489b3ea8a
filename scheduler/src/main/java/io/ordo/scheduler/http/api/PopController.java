package io.ordo.scheduler.http.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.ordo.api.LeaseView;
import io.ordo.api.PopAnswer;
import io.ordo.api.PoppedTask;
import io.ordo.scheduler.claiming.Claim;
import io.ordo.scheduler.claiming.Popped;
import io.ordo.scheduler.claiming.Popper;
import io.ordo.scheduler.http.problem.ProblemException;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.http.request.Query;
import io.ordo.scheduler.http.request.Storable;
import io.ordo.scheduler.lease.Lease;
import io.ordo.scheduler.queue.Queues;
import java.time.Duration;
import java.util.Objects;

/** Pops for workers. */
@Controller("/api/v1/queues")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PopController {
    private final Popper popper;
    private final Queues queues;
    private final Json json;

    PopController(Popper popper, Queues queues, Json json) {
        this.popper = popper;
        this.queues = queues;
        this.json = json;
    }

    /** Pops the best-ranked tasks of a queue under leases, best first. */
    @Post("/{id}/pop")
    @Consumes(MediaType.ALL)
    PopAnswer pop(String id, HttpRequest<?> request) throws InterruptedException {
        var query = new Query(request);
        int limit = query.integer("limit", 1, 1, Claim.MOST);
        var holder = query.text("worker", Claim.LONGEST_HOLDER);
        var lease = query.duration("lease", Lease.SHORTEST, Lease.LONGEST);
        var wait = query.duration("wait", Duration.ZERO, Popper.LONGEST_WAIT);
        query.check();
        if (!Storable.isStorable(id) || !queues.exists(id)) {
            throw ProblemException.of(HttpStatus.NOT_FOUND, "queue_unknown", "Queue with id " + id + " not found");
        }
        var popped = popper.pop(
                new Claim(id, limit, holder, lease),
                Objects.requireNonNullElse(wait, Duration.ZERO),
                () -> isConnected(request));
        return new PopAnswer(popped.stream().map(this::view).toList());
    }

    /** A closed connection is noticed by the server at once when its peer ends, later when the network does. */
    private static boolean isConnected(HttpRequest<?> request) {
        return !(request instanceof NettyHttpRequest<?> netty)
                || netty.getChannelHandlerContext().channel().isActive();
    }

    private PoppedTask view(Popped popped) {
        var task = popped.task();
        var work = task.work();
        return new PoppedTask(
                task.id(),
                work.queue(),
                task.job(),
                work.tenant(),
                work.priority(),
                json.stored(work.payload()),
                seconds(work.timeout()),
                task.plannedAt(),
                task.createdAt(),
                view(popped.lease()));
    }

    private static LeaseView view(Lease lease) {
        return new LeaseView(lease.key().fence(), lease.attempt(), lease.expiresAt(), seconds(lease.length()));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
