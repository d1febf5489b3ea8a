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
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

/** Does ended tasks again: each as a new task, due now, that says which one it repeats. */
public final class Repeater {
    private static final String QUEUE_UNKNOWN = "queue_unknown";

    private final KnownQueues queues;
    private final Pusher pusher;
    private final Supplier<UUID> ids;

    public Repeater(KnownQueues queues, Pusher pusher, Supplier<UUID> ids) {
        this.queues = queues;
        this.pusher = pusher;
        this.ids = ids;
    }

    /** Whether there is a queue to do tasks again in. */
    boolean knows(String queue) {
        return queues.find(queue).isPresent();
    }

    /** Does one task again, as the rules of its queue permit. */
    public Pushed repeat(Queue queue, Task ended) {
        return pusher.push(queue, List.of(push(ended))).getFirst();
    }

    /**
     * Does tasks again, each for itself.
     *
     * @return what came of them, refusals by their code: a full queue, a twin, or a queue that is gone
     */
    Done repeat(List<Task> ended) {
        var byQueue = new TreeMap<String, List<Push>>();
        for (var task : ended) {
            byQueue.computeIfAbsent(task.work().queue(), _ -> new ArrayList<>()).add(push(task));
        }
        var refused = new TreeMap<String, Integer>();
        byQueue.forEach((id, pushes) -> queues.find(id)
                .ifPresentOrElse(
                        queue -> pusher.push(queue, pushes).stream()
                                .map(Repeater::refusal)
                                .flatMap(Optional::stream)
                                .forEach(code -> refused.merge(code, 1, Integer::sum)),
                        () -> refused.merge(QUEUE_UNKNOWN, pushes.size(), Integer::sum)));
        int turnedAway = refused.values().stream().mapToInt(Integer::intValue).sum();
        return new Done(ended.size() - turnedAway, refused);
    }

    /** Work that went into a queued twin is not done again as a task of its own. */
    private static Optional<String> refusal(Pushed pushed) {
        return pushed instanceof Pushed.Changed changed
                ? new Pushed.Twin(changed.task().id()).refusal()
                : pushed.refusal();
    }

    private Push push(Task ended) {
        var source = new Source(
                ended.job(), ended.plannedAt(), ended.id(), ended.source().dataAt());
        return new Push(ids.get(), true, source, ended.work(), ended.hash(), null, null, Set.of());
    }
}
