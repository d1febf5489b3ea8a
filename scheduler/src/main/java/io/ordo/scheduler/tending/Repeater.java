package io.ordo.scheduler.tending;

import io.ordo.scheduler.claiming.KnownQueues;
import io.ordo.scheduler.pushing.Push;
import io.ordo.scheduler.pushing.Pushed;
import io.ordo.scheduler.pushing.Pusher;
import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.task.Task;
import io.ordo.scheduler.task.Task.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

/** Does ended tasks again: each as a new task, due now, that says which one it repeats. */
public final class Repeater {
    private final KnownQueues queues;
    private final Pusher pusher;
    private final Supplier<UUID> ids;

    public Repeater(KnownQueues queues, Pusher pusher, Supplier<UUID> ids) {
        this.queues = queues;
        this.pusher = pusher;
        this.ids = ids;
    }

    /** Does one task again, as the rules of its queue permit. */
    public Pushed repeat(Queue queue, Task ended) {
        return pusher.push(queue, List.of(push(ended))).getFirst();
    }

    /**
     * Does tasks again, each for itself.
     *
     * @return how many were let in; the others met a full queue or a twin, or their queue is gone
     */
    int repeat(List<Task> ended) {
        var byQueue = new TreeMap<String, List<Push>>();
        for (var task : ended) {
            byQueue.computeIfAbsent(task.work().queue(), _ -> new ArrayList<>()).add(push(task));
        }
        int repeated = 0;
        for (var entry : byQueue.entrySet()) {
            var queue = queues.find(entry.getKey());
            if (queue.isPresent()) {
                repeated += (int) pusher.push(queue.get(), entry.getValue()).stream()
                        .filter(Pushed.Made.class::isInstance)
                        .count();
            }
        }
        return repeated;
    }

    private Push push(Task ended) {
        var source = new Source(ended.job(), ended.plannedAt(), ended.id());
        return new Push(ids.get(), true, source, ended.work(), ended.hash(), null, null, Set.of());
    }
}
