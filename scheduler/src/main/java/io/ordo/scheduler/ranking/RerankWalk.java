package io.ordo.scheduler.ranking;

import io.ordo.scheduler.arriving.Arrivals;

/** Ranks what is queued again when its queue has another ranker, a stretch at a time, while pops go on. */
public final class RerankWalk {
    /** So many tasks are kept from being popped at a time. */
    private static final int STRETCH = 500;

    private final Rerankings rerankings;
    private final Ranking ranking;
    private final Arrivals arrivals;

    public RerankWalk(Rerankings rerankings, Ranking ranking, Arrivals arrivals) {
        this.rerankings = rerankings;
        this.ranking = ranking;
        this.arrivals = arrivals;
    }

    /**
     * Ranks a stretch again.
     *
     * @return whether there may be more
     */
    public boolean runOnce() {
        var stretch = rerankings.next(STRETCH, ranking::current, ranking::again);
        stretch.ifPresent(some -> arrivals.arrived(some.queue(), some.places()));
        return stretch.filter(some -> !some.places().isEmpty()).isPresent();
    }
}
