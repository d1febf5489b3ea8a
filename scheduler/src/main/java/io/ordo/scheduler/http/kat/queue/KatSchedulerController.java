package io.ordo.scheduler.http.kat.queue;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.ordo.api.kat.KatQueue;
import io.ordo.api.kat.KatScheduler;
import io.ordo.scheduler.claiming.KnownQueues;
import io.ordo.scheduler.http.kat.KatFields;
import io.ordo.scheduler.http.kat.KatGuide;
import io.ordo.scheduler.http.kat.KatRefusal;
import io.ordo.scheduler.http.request.Callers;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.queue.Backlogs;
import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.steering.Switch;
import java.util.List;
import java.util.function.BiFunction;

/** OpenKAT's queues: its newest clients call each a scheduler, its older ones a queue. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class KatSchedulerController {
    private final KnownQueues queues;
    private final Backlogs backlogs;
    private final Switch onOff;
    private final KatGuide guide;
    private final Json json;

    KatSchedulerController(KnownQueues queues, Backlogs backlogs, Switch onOff, KatGuide guide, Json json) {
        this.queues = queues;
        this.backlogs = backlogs;
        this.onOff = onOff;
        this.guide = guide;
        this.json = json;
    }

    /** All of them. */
    @Get("/schedulers")
    List<KatScheduler> schedulers() {
        return all(KatViews::scheduler);
    }

    /** One of them. */
    @Get("/schedulers/{id}")
    KatScheduler scheduler(String id) {
        return view(guide.scheduler(id));
    }

    /** Switches one off and on. Switched off, it loses what is queued, takes nothing in and gives nothing out. */
    @Patch("/schedulers/{id}")
    @Consumes(MediaType.ALL)
    KatScheduler patch(String id, HttpRequest<byte[]> request) {
        var queue = guide.scheduler(id);
        var fields = KatFields.of(json.body(request.getBody()));
        var enabled = fields.bool("enabled");
        var populated = fields.bool("populate_queue_enabled");
        fields.check();
        if (enabled == null && populated == null) {
            throw KatRefusal.badRequest("no data to patch");
        }
        return view(enabled == null ? queue : onOff.turn(queue, enabled, Callers.name(request)));
    }

    /** All of them, for older clients. */
    @Get("/queues")
    List<KatQueue> queues() {
        return all(KatViews::queue);
    }

    /** One of them, for older clients. */
    @Get("/queues/{id}")
    KatQueue queue(String id) {
        var queue = guide.queue(id);
        return KatViews.queue(queue, backlogs.ofKat(id));
    }

    private <T> List<T> all(BiFunction<Queue, Backlogs.Size, T> view) {
        var sizes = backlogs.ofKat();
        return queues.all().stream()
                .filter(queue -> queue.settings().kat() != null)
                .map(queue -> view.apply(queue, sizes.getOrDefault(queue.id(), Backlogs.Size.NONE)))
                .toList();
    }

    private KatScheduler view(Queue queue) {
        return KatViews.scheduler(queue, backlogs.ofKat(queue.id()));
    }
}
