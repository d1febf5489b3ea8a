package io.ordo.scheduler.claiming;

import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.queue.Queues;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The queues as this scheduler knows them: every pop and push asks, and the answer is in memory. What is changed here
 * is known at once, what is changed at another scheduler after the next round; a new queue is found by asking.
 */
public final class KnownQueues implements Queues {
    private final Queues kept;
    private final Consumer<String> changed;
    private volatile Map<String, Queue> known = Map.of();

    /** @param changed is told of each queue that is no longer as it was known */
    public KnownQueues(Queues kept, Consumer<String> changed) {
        this.kept = kept;
        this.changed = changed;
    }

    /**
     * Learns of all changes. One after the other: nobody who looked earlier may have the last word.
     *
     * @return false: there is never more at once
     */
    public synchronized boolean runOnce() {
        var before = known;
        var now = kept.all().stream().collect(Collectors.toUnmodifiableMap(Queue::id, Function.identity()));
        known = now;
        before.forEach((id, queue) -> {
            if (!queue.equals(now.get(id))) {
                changed.accept(id);
            }
        });
        return false;
    }

    /** A queue by what is in memory alone; one that is new elsewhere may be missing. */
    public Optional<Queue> known(String id) {
        return Optional.ofNullable(known.get(id));
    }

    @Override
    public Optional<Queue> find(String id) {
        var queue = known.get(id);
        return queue == null ? kept.find(id) : Optional.of(queue);
    }

    @Override
    public List<Queue> all() {
        return kept.all();
    }

    @Override
    public boolean add(Queue queue) {
        boolean isNew = kept.add(queue);
        runOnce();
        return isNew;
    }

    @Override
    public Optional<Queue> change(String id, UnaryOperator<Queue> change) {
        var changed = kept.change(id, change);
        runOnce();
        return changed;
    }

    @Override
    public Removal remove(String id) {
        var removal = kept.remove(id);
        runOnce();
        return removal;
    }
}
