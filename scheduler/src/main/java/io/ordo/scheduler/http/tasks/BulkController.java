package io.ordo.scheduler.http.tasks;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.ordo.api.task.BulkAnswer;
import io.ordo.scheduler.http.once.Once;
import io.ordo.scheduler.http.request.Callers;
import io.ordo.scheduler.http.request.QueueGuide;
import io.ordo.scheduler.tending.Bulk;
import io.ordo.scheduler.tending.Bulk.Tally;

/** One thing done to many tasks. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Once
class BulkController {
    private final Bulk bulk;
    private final BulkForm form;
    private final QueueGuide queues;

    BulkController(Bulk bulk, BulkForm form, QueueGuide queues) {
        this.bulk = bulk;
        this.form = form;
        this.queues = queues;
    }

    /** Cancels, does again or changes the priority of all tasks a filter finds. */
    @Post("/tasks/bulk")
    @Consumes(MediaType.ALL)
    BulkAnswer bulk(HttpRequest<byte[]> request) {
        var asked = form.bulk(request.getBody());
        var tally = switch (asked.action()) {
            case CANCEL -> bulk.cancel(asked.filter(), asked.isDryRun());
            case RETRY -> bulk.retry(asked.filter(), asked.isDryRun());
            case REPRIORITISE ->
                bulk.reprioritise(asked.filter(), asked.priority(), Callers.name(request), asked.isDryRun());
        };
        return view(tally, asked.isDryRun());
    }

    /** Cancels all that is queued or pending in a queue. */
    @Post("/queues/{id}/clear")
    @Consumes(MediaType.ALL)
    BulkAnswer clear(String id, HttpRequest<byte[]> request) {
        var queue = queues.find(id);
        boolean isDryRun = form.clear(request.getBody());
        return view(bulk.clear(queue.id(), isDryRun), isDryRun);
    }

    static BulkAnswer view(Tally tally, boolean isDryRun) {
        return new BulkAnswer(tally.done().count(), tally.done().refused(), tally.more(), isDryRun);
    }
}
