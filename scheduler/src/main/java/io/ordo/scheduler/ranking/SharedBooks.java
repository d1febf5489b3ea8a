package io.ordo.scheduler.ranking;

import io.ordo.ranker.fair.Tags;
import io.ordo.ranker.history.DurationSketch;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** What all schedulers together remember of the queues. */
public interface SharedBooks {
    /** How often the book of each queue was written. */
    Map<String, Long> revisions();

    /** How many tasks of each queue are under a lease. */
    Map<String, Integer> leased();

    /** The book of a queue; nobody else writes it until the transaction ends. */
    Shared take(String queue);

    /** Writes what {@link #take} gave, changed. */
    void put(String queue, Shared shared);

    /** How long work of these sorts took, for whoever adds to it in this transaction. */
    Map<String, DurationSketch> durations(String queue, Collection<String> sorts);

    /** How long the work took that was learned about last. */
    Map<String, DurationSketch> newestDurations(String queue, int most);

    /** Keeps how long work took. */
    void putDurations(String queue, Map<String, DurationSketch> durations);

    /**
     * A book.
     *
     * @param revision how often it was written
     * @param isIdle whether no task of the queue is queued
     * @param urgentUntil until when each tenant has spent its urgency, in seconds since the epoch
     * @param at the database's clock
     */
    record Shared(long revision, boolean isIdle, Tags tags, Map<String, Double> urgentUntil, Instant at) {}
}
