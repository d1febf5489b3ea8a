package io.ordo.scheduler.foreseeing;

import io.ordo.scheduler.filter.FilterTooSlow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sees what stands in queues, and what becomes of it. */
public interface Lookout {
    /** The most rows of a queue that are read one by one for a question. */
    int MOST_ROWS = 10_000;

    /**
     * What is seen, all of it at one moment.
     *
     * @throws FilterTooSlow when that takes longer than a second
     */
    <T> T atOneMoment(Supplier<T> looks);

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
