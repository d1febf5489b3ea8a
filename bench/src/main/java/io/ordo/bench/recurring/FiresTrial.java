package io.ordo.bench.recurring;

import io.ordo.bench.peer.RecurringDbScheduler;
import io.ordo.bench.report.Figure;
import io.ordo.bench.trial.Round;
import io.ordo.bench.trial.Trial;
import java.time.Duration;

/** Jobs that are all due at the same instant: how many fire in a second. */
public final class FiresTrial implements Trial {
    @Override
    public void run(Round round) throws Exception {
        ordo(round);
        var peer = new RecurringDbScheduler(round.stage().postgres());
        round.add(
                Figure.DB_SCHEDULER_FIRES,
                peer.fire(round.pace().jobs(), Duration.ZERO).rate());
    }

    private static void ordo(Round round) throws Exception {
        var jobs = new RecurringJobs(round);
        try {
            jobs.awaitQueued(jobs.make(Duration.ZERO));
            round.add(Figure.FIRES, jobs.work().made().rate());
        } finally {
            jobs.forget();
        }
    }
}
