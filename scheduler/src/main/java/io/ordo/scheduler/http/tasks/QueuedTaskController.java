package io.ordo.scheduler.http.tasks;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.ordo.api.task.QueuedTaskPage;
import io.ordo.scheduler.http.request.Query;
import io.ordo.scheduler.http.request.QueueGuide;
import io.ordo.scheduler.tending.TaskLookup;
import java.util.stream.IntStream;

/** The queued tasks of a queue, in the order in which they are popped. */
@Controller("/api/v1/queues")
@ExecuteOn(TaskExecutors.BLOCKING)
final class QueuedTaskController {
    private final QueueGuide queues;
    private final TaskLookup lookup;

    QueuedTaskController(QueueGuide queues, TaskLookup lookup) {
        this.queues = queues;
        this.lookup = lookup;
    }

    /** Lists what can be popped, next first. */
    @Get("/{id}/tasks")
    QueuedTaskPage list(String id, HttpRequest<?> request) {
        var query = new Query(request);
        int limit = query.integer("limit", Cursors.DEFAULT_SIZE, 1, Cursors.LARGEST);
        var after = Cursors.of(query, Cursors::place);
        query.check();
        var queue = queues.find(id);
        long ahead = after == null ? 0 : lookup.ahead(queue.id(), after);
        var found = lookup.queued(queue.id(), after, limit);
        var items = IntStream.range(0, found.size())
                .mapToObj(index -> TaskViews.view(found.get(index), ahead + index + 1))
                .toList();
        return new QueuedTaskPage(
                items,
                found.size() < limit ? null : Cursors.text(found.getLast().place()));
    }
}
