package io.ordo.scheduler.http.kat.queue;

import io.micronaut.json.tree.JsonNode;
import io.ordo.scheduler.claiming.KnownQueues;
import io.ordo.scheduler.http.item.KatItem;
import io.ordo.scheduler.http.kat.KatRefusal;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.task.TaskList;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/** New data for a task: in the shape its queue asks for, as at the push. */
@Singleton
final class PatchedData {
    private final TaskList tasks;
    private final KnownQueues queues;
    private final Json json;

    PatchedData(TaskList tasks, KnownQueues queues, Json json) {
        this.tasks = tasks;
        this.queues = queues;
        this.json = json;
    }

    /** @throws KatRefusal when there is no such task of OpenKAT, or its queue asks for another shape */
    String read(UUID task, JsonNode data) {
        var rules = tasks.find(task)
                .flatMap(found -> queues.find(found.task().work().queue()))
                .flatMap(queue -> Optional.ofNullable(queue.settings().kat()))
                .orElseThrow(() -> KatRefusal.notFound("task not found, by task_id: " + task));
        return KatItem.read(rules.item(), data)
                .map(item -> json.text(item.of(task)))
                .orElseThrow(() -> KatRefusal.badRequest("malformed item"));
    }
}
