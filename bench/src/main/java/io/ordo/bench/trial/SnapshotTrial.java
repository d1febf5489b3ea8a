package io.ordo.bench.trial;

import io.ordo.bench.peer.DbScheduler;
import io.ordo.bench.report.Figure;
import io.ordo.bench.server.Stage;
import io.ordo.bench.sql.OldSnapshot;

/** A minute of the lifecycle without and with an old snapshot, the last sixth of it measured; and db-scheduler's. */
public final class SnapshotTrial implements Trial {
    private static final int SIXTHS = 6;

    @Override
    public void run(Round round) throws Exception {
        ordo(round, Figure.SNAPSHOT_NONE);
        try (var _ = new OldSnapshot(round.stage().ordo())) {
            ordo(round, Figure.SNAPSHOT_HELD);
        }
        round.stage().postgres().execute(Stage.ORDO, "VACUUM");
        peer(round, Figure.DB_SCHEDULER_SNAPSHOT_NONE);
        try (var _ = new OldSnapshot(round.stage().postgres().connect(DbScheduler.DATABASE))) {
            peer(round, Figure.DB_SCHEDULER_SNAPSHOT_HELD);
        }
    }

    private static void ordo(Round round, Figure figure) throws Exception {
        round.stock().bringTo(Lifecycle.SMALL_BACKLOG);
        round.add(figure, Lifecycle.run(round, round.pace().sixth(), SIXTHS).rateOfLast(1));
    }

    private static void peer(Round round, Figure figure) throws Exception {
        var peer = new DbScheduler(round.stage().postgres());
        round.add(
                figure,
                peer.churn(Lifecycle.SMALL_BACKLOG, round.pace().sixth(), SIXTHS)
                        .getLast());
    }
}
