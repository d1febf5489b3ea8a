package io.ordo.scheduler.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of every planned time. Past times alone: those to come are computed. For each job it is complete up to
 * the planned time the job is due for next.
 */
public interface Ledger {
    /** Notes what was decided, as a part of the transaction that is running. What is noted of a time already stays. */
    void note(List<Occurrence> decided);

    /** Some of it, oldest first. */
    List<Occurrence> list(Search search);

    /** What became of a job's planned time, perhaps with others in a row; empty when nothing is noted of it. */
    Optional<Occurrence> at(UUID job, Instant planned);

    /**
     * What to look for.
     *
     * @param job null for every job
     * @param from the earliest planned time
     * @param to later than the latest
     * @param after where the last part ended; null for the beginning
     * @param limit the most to find
     */
    record Search(
            @Nullable UUID job,
            Instant from,
            Instant to,
            @Nullable Mark after,
            int limit) {}

    /** A place in it: everything there comes later. */
    record Mark(Instant plannedAt, UUID job) {}
}
