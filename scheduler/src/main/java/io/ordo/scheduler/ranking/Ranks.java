package io.ordo.scheduler.ranking;

import io.ordo.ranker.Facts;
import io.ordo.ranker.StrictRanker;
import io.ordo.ranker.TimeAxisRanker;
import io.ordo.ranker.catalog.Rankers;
import io.ordo.scheduler.work.Work;
import java.time.Instant;
import java.util.List;

/** Ranks tasks as the ranker of their queue does. */
public final class Ranks {
    /** The rankers a queue can have: those that go by arrival and priority, which is what is known of a task here. */
    public static final List<String> RANKERS = List.of("aging", "fifo", "priority");

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

    /**
     * Where a task stands that has another priority now. On the time axis it keeps its arrival, whenever that was, and
     * moves by exactly what the two priorities differ in; where priority alone counts, it stands there.
     *
     * @param before the priority its rank was made of
     */
    public static long reranked(String ranker, long rank, int before, int after) {
        return switch (Rankers.named(ranker).orElseThrow()) {
            case StrictRanker _ -> rank(ranker, after, Instant.EPOCH);
            case TimeAxisRanker _ -> rank + rank(ranker, after, Instant.EPOCH) - rank(ranker, before, Instant.EPOCH);
        };
    }

    /** As {@link #rank(String, Work, Instant)}, by the priority alone. */
    public static long rank(String ranker, int priority, Instant arrival) {
        return Rankers.named(ranker).orElseThrow().rank(new Facts(arrival, priority));
    }
}
