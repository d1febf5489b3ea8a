package io.ordo.scheduler.ranking;

import io.ordo.ranker.Facts;
import io.ordo.ranker.Rankers;
import io.ordo.scheduler.work.Work;
import java.time.Instant;

/** Ranks tasks as the ranker of their queue does. */
public final class Ranks {
    private Ranks() {}

    /**
     * Where a task stands.
     *
     * @param ranker the name of its queue's ranker
     * @param arrival when it became due, on the database's clock
     */
    public static long rank(String ranker, Work work, Instant arrival) {
        return rank(ranker, work.priority(), arrival);
    }

    /** As {@link #rank(String, Work, Instant)}, by the priority alone. */
    public static long rank(String ranker, int priority, Instant arrival) {
        return Rankers.named(ranker)
                .orElseThrow()
                .rank(new Facts(arrival, priority))
                .rank();
    }
}
