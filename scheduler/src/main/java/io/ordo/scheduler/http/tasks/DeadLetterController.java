package io.ordo.scheduler.http.tasks;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.ordo.api.task.BulkAnswer;
import io.ordo.api.task.DeadLetterGroups;
import io.ordo.api.task.DeadLetterPage;
import io.ordo.scheduler.http.once.Once;
import io.ordo.scheduler.http.request.Query;
import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.tending.Bulk;
import io.ordo.scheduler.tending.DeadLetter;
import io.ordo.scheduler.tending.DeadLetters;

/** Tasks that failed for good: listed, grouped by what they failed of, done again. */
@Controller("/api/v1/dead-letters")
@ExecuteOn(TaskExecutors.BLOCKING)
@Once
class DeadLetterController {
    private final DeadLetters deadLetters;
    private final Bulk bulk;
    private final BulkForm form;

    DeadLetterController(DeadLetters deadLetters, Bulk bulk, BulkForm form) {
        this.deadLetters = deadLetters;
        this.bulk = bulk;
        this.form = form;
    }

    /** Lists dead letters, those that failed last first. */
    @Get
    DeadLetterPage list(HttpRequest<?> request) {
        var query = new Query(request);
        int limit = query.integer("limit", Cursors.DEFAULT_SIZE, 1, Cursors.LARGEST);
        var before = Cursors.of(query, Cursors::spot);
        var filter = new DeadLetter.Filter(query.text("queue", Queue.LONGEST_ID), null, null, false);
        query.check();
        var found = deadLetters.list(filter, before, limit);
        return new DeadLetterPage(
                found.stream().map(TaskViews::view).toList(),
                found.size() < limit ? null : Cursors.text(found.getLast().spot()));
    }

    /** Shows what the newest of them have in common. */
    @Get("/groups")
    DeadLetterGroups groups(HttpRequest<?> request) {
        var query = new Query(request);
        var queue = query.text("queue", Queue.LONGEST_ID);
        query.check();
        return new DeadLetterGroups(deadLetters.groups(queue, Cursors.LARGEST).stream()
                .map(TaskViews::view)
                .toList());
    }

    /** Does those again that were not done again yet, each once. */
    @Post("/redrive")
    @Consumes(MediaType.ALL)
    BulkAnswer redrive(HttpRequest<byte[]> request) {
        var asked = form.redrive(request.getBody());
        return BulkController.view(bulk.redrive(asked.filter(), asked.isDryRun()), asked.isDryRun());
    }
}
