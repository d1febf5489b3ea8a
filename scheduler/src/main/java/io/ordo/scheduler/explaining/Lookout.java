package io.ordo.scheduler.explaining;

import io.ordo.scheduler.filter.FilterTooSlow;
import io.ordo.scheduler.queue.Queue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sees where tasks stand, and what stands around them. */
public interface Lookout {
    /** The most rows of a queue that are read one by one for a question. */
    int MOST_ROWS = 10_000;

    /** The most tasks that are named of those another waits for. */
    int MOST_AFTER = 10;

    /**
     * What is seen, all of it at one moment.
     *
     * @throws FilterTooSlow when that takes longer than a second
     */
    <T> T atOneMoment(Supplier<T> looks);

    /** A task; empty when there is none of that id. */
    Optional<Subject> find(UUID task);

    /** The way out of a queue. */
    Gate gate(Queue queue);

    /** The first {@link #MOST_ROWS} of a queue. */
    Lineup first(String queue);

    /** Some tasks of every queue, about as many of each as it is large. */
    Map<String, Lineup> sample();

    /**
     * What became of queued tasks.
     *
     * @param since after when a start counts, by task
     */
    List<Fate> fates(Map<UUID, Instant> since);

    /**
     * What became of a queued task.
     *
     * @param started when it was popped first; null when it was not
     * @param isQueued whether it is still where it was
     */
    record Fate(UUID task, @Nullable Instant started, boolean isQueued) {}
}
