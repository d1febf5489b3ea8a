package io.ordo.bench.trial;

import io.ordo.bench.peer.DbScheduler;
import io.ordo.bench.report.Figure;

/** The whole life of tasks at a constant backlog, and db-scheduler in the same churn. */
public final class LifecycleTrial implements Trial {
    @Override
    public void run(Round round) throws Exception {
        var length = round.pace().lifecycle();
        var peer = new DbScheduler(round.stage().postgres());
        round.add(
                Figure.DB_SCHEDULER_CHURN,
                peer.churn(Lifecycle.SMALL_BACKLOG, length, 1).getLast());
        round.stock().bringTo(Lifecycle.SMALL_BACKLOG);
        round.add(Figure.LIFECYCLE, Lifecycle.run(round, length, 1).rate());
    }
}
