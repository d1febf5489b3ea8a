package io.ordo.scheduler.http.kat;

import io.ordo.api.kat.KatTask;
import io.ordo.scheduler.claiming.KnownQueues;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.queue.KatRules;
import io.ordo.scheduler.queue.KatRules.Item;
import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.task.TaskSnapshot;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;

/** Tasks as OpenKAT's clients read them. */
@Singleton
public final class KatTaskViews {
    private final KnownQueues queues;
    private final Json json;

    KatTaskViews(KnownQueues queues, Json json) {
        this.queues = queues;
        this.json = json;
    }

    public KatTask view(TaskSnapshot snapshot) {
        var task = snapshot.task();
        var work = task.work();
        return new KatTask(
                task.id(),
                work.queue(),
                task.job(),
                Objects.requireNonNullElse(work.tenant(), ""),
                work.priority(),
                snapshot.status().word(),
                type(work.queue()),
                task.hash(),
                json.stored(work.payload()),
                task.createdAt(),
                snapshot.modifiedAt());
    }

    private String type(String queue) {
        Optional<KatRules> rules = queues.find(queue).map(Queue::settings).map(settings -> settings.kat());
        return rules.map(KatRules::item).orElse(Item.ANY).word();
    }
}
