package io.ordo.bench.recurring;

import io.ordo.bench.load.Lateness;
import io.ordo.bench.peer.RecurringDbScheduler;
import io.ordo.bench.peer.RecurringQuartz;
import io.ordo.bench.report.Figure;
import io.ordo.bench.trial.Round;
import io.ordo.bench.trial.Trial;
import java.time.Duration;

/** Jobs that are due within a minute, evenly: how late the work of each begins. */
public final class LatenessTrial implements Trial {
    private static final Duration SPREAD = Duration.ofMinutes(1);

    @Override
    public void run(Round round) throws Exception {
        ordo(round);
        int jobs = round.pace().jobs();
        var dbScheduler = new RecurringDbScheduler(round.stage().postgres());
        tell(round, dbScheduler.fire(jobs, SPREAD), Figure.DB_SCHEDULER_LATE_P50, Figure.DB_SCHEDULER_LATE_P99);
        var quartz = new RecurringQuartz(round.stage().postgres());
        tell(round, quartz.fire(jobs, SPREAD), Figure.QUARTZ_LATE_P50, Figure.QUARTZ_LATE_P99);
    }

    private static void ordo(Round round) throws Exception {
        var jobs = new RecurringJobs(round);
        try {
            jobs.make(SPREAD);
            tell(round, jobs.work().here(), Figure.LATE_P50, Figure.LATE_P99);
        } finally {
            jobs.forget();
        }
    }

    private static void tell(Round round, Lateness lateness, Figure half, Figure most) {
        round.add(half, lateness.quantile(0.5).toNanos() / 1e6);
        round.add(most, lateness.quantile(0.99).toNanos() / 1e6);
    }
}
