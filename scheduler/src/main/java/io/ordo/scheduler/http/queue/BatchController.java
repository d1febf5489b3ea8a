package io.ordo.scheduler.http.queue;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.ordo.api.queue.ExtendAnswer;
import io.ordo.api.queue.ExtendedLease;
import io.ordo.api.queue.SettleAnswer;
import io.ordo.scheduler.claiming.Leases;
import io.ordo.scheduler.claiming.Settlement;
import io.ordo.scheduler.claiming.Settler;
import io.ordo.scheduler.http.once.Once;
import io.ordo.scheduler.http.request.FieldArray;
import io.ordo.scheduler.http.request.Fields;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.http.request.Query;
import io.ordo.scheduler.lease.Lease;
import io.ordo.scheduler.lease.LeaseKey;
import io.ordo.scheduler.task.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The verbs of a lease for many at once: each is answered for itself. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Once
class BatchController {
    private final Leases leases;
    private final Settler settler;
    private final SettleForm form;
    private final Json json;

    BatchController(Leases leases, Settler settler, SettleForm form, Json json) {
        this.leases = leases;
        this.settler = settler;
        this.form = form;
        this.json = json;
    }

    /** Extends leases: the heartbeat of a worker, one request for all it runs. */
    @Post("/leases/extend")
    @Consumes(MediaType.ALL)
    ExtendAnswer extend(HttpRequest<byte[]> request) {
        var query = new Query(request);
        var length = query.duration("lease", Lease.SHORTEST, Lease.LONGEST);
        query.check();
        var keys = keys(request);
        var extended = leases.extend(keys, length);
        return new ExtendAnswer(keys.stream().map(key -> view(key, extended)).toList());
    }

    /** Says that work began. */
    @Post("/tasks/start")
    @Consumes(MediaType.ALL)
    SettleAnswer start(HttpRequest<byte[]> request) {
        var keys = keys(request);
        var held = leases.start(keys);
        return new SettleAnswer(keys.stream()
                .map(key -> held.contains(key) ? LeaseViews.moved(key, Status.RUNNING) : LeaseViews.stale(key))
                .toList());
    }

    /** Ends attempts. Saying the same again is answered the same again. */
    @Post("/tasks/settle")
    @Consumes(MediaType.ALL)
    SettleAnswer settle(HttpRequest<byte[]> request) {
        var array = FieldArray.of(json.large(request.getBody()), SettleForm.MOST);
        var said = form.read(array.each());
        array.check();
        return settle(said);
    }

    /** Hands tasks back unattempted; they keep their ranks. */
    @Post("/tasks/release")
    @Consumes(MediaType.ALL)
    SettleAnswer release(HttpRequest<byte[]> request) {
        return settle(keys(request).stream().map(Settlement::release).toList());
    }

    private SettleAnswer settle(List<Settlement> settlements) {
        return new SettleAnswer(LeaseViews.view(settlements, settler.settle(settlements)));
    }

    private List<LeaseKey> keys(HttpRequest<byte[]> request) {
        var array = FieldArray.of(json.body(request.getBody()), SettleForm.MOST);
        array.each().forEach(fields -> {
            fields.require("task_id");
            fields.require("fence");
            fields.id("task_id");
            fields.fence("fence");
            fields.noOthers();
        });
        array.check();
        return array.each().stream().map(BatchController::key).toList();
    }

    private static LeaseKey key(Fields fields) {
        return new LeaseKey(
                Objects.requireNonNull(fields.id("task_id")), Objects.requireNonNull(fields.fence("fence")));
    }

    private static ExtendedLease view(LeaseKey key, Map<LeaseKey, Instant> extended) {
        var end = extended.get(key);
        return end == null
                ? new ExtendedLease(key.task(), key.fence(), 409, "stale_fence", null)
                : new ExtendedLease(key.task(), key.fence(), 200, null, end);
    }
}
