package io.ordo.scheduler.ranking;

import io.ordo.ranker.history.DurationSketch;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** How long work took, as all schedulers together have learned it: a sketch for each queue and sort. */
public interface SharedDurations {
    /**
     * The sketches of these sorts, empty ones of new sorts; nobody else adds to them until the transaction ends. What
     * is missing belongs to a queue that is gone.
     */
    Map<String, DurationSketch> take(String queue, Collection<String> sorts);

    /** Writes what {@link #take} gave, with what was added. */
    void put(String queue, Map<String, DurationSketch> durations);

    /** The sketches that were written last. */
    Map<String, DurationSketch> newest(String queue, int most);

    /**
     * The sketches that were written after that instant, by queue.
     *
     * @param from on the database's clock, of the beginning of the transaction that wrote them
     * @param most of each queue, the newest
     */
    Map<String, Map<String, DurationSketch>> since(Instant from, int most);

    /** What sort of work these tasks are; those of no sort are missing. */
    Map<UUID, String> sorts(Collection<UUID> tasks);

    /**
     * Forgets the sorts of work that were not seen for 90 days, and of each queue all but the 100 000 seen last.
     *
     * @param limit the most at once
     * @return how many were forgotten
     */
    int prune(int limit);
}
