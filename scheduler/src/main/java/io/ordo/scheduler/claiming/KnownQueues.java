package io.ordo.scheduler.claiming;

import io.ordo.scheduler.commit.Commits;
import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.queue.Queues;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The queues as this scheduler knows them: every pop and push asks, and the answer is in memory. What is changed here
 * is known as soon as it is committed, what is changed at another scheduler after the next round; a new queue is found
 * by asking.
 */
public final class KnownQueues implements Queues {
    private final Queues kept;
    private final Commits commits;
    private final Consumer<String> changed;
    private final List<Consumer<String>> gone = new CopyOnWriteArrayList<>();
    private final AtomicLong reads = new AtomicLong();
    private volatile Known known = new Known(0, Map.of());

    /** @param changed is told of each queue that is no longer as it was known */
    public KnownQueues(Queues kept, Commits commits, Consumer<String> changed) {
        this.kept = kept;
        this.commits = commits;
        this.changed = changed;
    }

    /** From now on this is told of each queue that was removed, here or at another scheduler. */
    public void whenGone(Consumer<String> told) {
        gone.add(told);
    }

    /**
     * Learns of all changes.
     *
     * @return false: there is never more at once
     */
    public boolean runOnce() {
        long read = reads.incrementAndGet();
        var queues = kept.all().stream().collect(Collectors.toUnmodifiableMap(Queue::id, Function.identity()));
        publish(new Known(read, queues)).forEach((id, queue) -> {
            if (!queue.equals(queues.get(id))) {
                changed.accept(id);
            }
            if (isGone(queue, queues.get(id))) {
                gone.forEach(told -> told.accept(id));
            }
        });
        return false;
    }

    /** Whether it was removed; another one may have been made of its id meanwhile. */
    private static boolean isGone(Queue before, @Nullable Queue now) {
        return now == null || !now.createdAt().equals(before.createdAt());
    }

    /**
     * Reads overlap: what one saw that began before the last one known is older, and stays unknown.
     *
     * @return what was known before; nothing when nothing is known but what was
     */
    private synchronized Map<String, Queue> publish(Known read) {
        var before = known;
        if (read.number() < before.number()) {
            return Map.of();
        }
        known = read;
        return before.queues();
    }

    /** A queue by what is in memory alone; one that is new elsewhere may be missing. */
    public Optional<Queue> known(String id) {
        return Optional.ofNullable(known.queues().get(id));
    }

    @Override
    public Optional<Queue> find(String id) {
        return known(id).or(() -> kept.find(id));
    }

    @Override
    public List<Queue> all() {
        return kept.all();
    }

    @Override
    public boolean add(Queue queue) {
        boolean isNew = kept.add(queue);
        commits.afterwards(this::runOnce);
        return isNew;
    }

    @Override
    public Optional<Queue> change(String id, UnaryOperator<Queue> change) {
        var changed = kept.change(id, change);
        commits.afterwards(this::runOnce);
        return changed;
    }

    @Override
    public Removal remove(String id) {
        var removal = kept.remove(id);
        commits.afterwards(this::runOnce);
        return removal;
    }

    /** @param number of the read that saw these queues */
    private record Known(long number, Map<String, Queue> queues) {}
}
