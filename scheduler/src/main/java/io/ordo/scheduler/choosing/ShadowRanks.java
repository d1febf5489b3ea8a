package io.ordo.scheduler.choosing;

import java.util.List;

/** Samples of what candidates said, as they are kept. */
public interface ShadowRanks {
    /** So many samples of a queue are kept, the newest. */
    int MOST = 10_000;

    /** Keeps samples, and forgets those of their queues that are too many; what is of a queue that is gone is lost. */
    void keep(List<ShadowRank> ranks);

    /** Those of a queue that two rankers gave, in the order in which they were given. */
    List<ShadowRank> of(String queue, long live, Shadow shadow);
}
