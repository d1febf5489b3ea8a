package io.ordo.scheduler.ranking;

import io.ordo.ranker.fair.Tags;
import java.time.Instant;
import java.util.Map;

/** What all schedulers together remember of the queues. */
public interface SharedBooks {
    /** How often the book of each queue was written. */
    Map<String, Long> revisions();

    /** How many tasks of each queue are under a lease. */
    Map<String, Integer> leased();

    /** The book of a queue; nobody else writes it until the transaction ends. */
    Shared take(String queue);

    /**
     * Whether no task of a queue is queued now. To be asked after {@link #take}: then whatever the book knows of was
     * queued before, and what is not queued any more is started or gone.
     */
    boolean isIdle(String queue);

    /** Writes what {@link #take} gave, changed. */
    void put(String queue, Shared shared);

    /**
     * A book.
     *
     * @param revision how often it was written
     * @param urgentUntil until when each tenant has spent its urgency, in seconds since the epoch
     * @param at the database's clock
     */
    record Shared(long revision, Tags tags, Map<String, Double> urgentUntil, Instant at) {}
}
