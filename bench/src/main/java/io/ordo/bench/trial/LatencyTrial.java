package io.ordo.bench.trial;

import io.ordo.bench.ordo.Errand;
import io.ordo.bench.ordo.Errands;
import io.ordo.bench.report.Figure;
import io.ordo.bench.server.Stage;
import io.ordo.bench.sql.Commits;
import java.time.Duration;

/**
 * How soon a task that is pushed reaches a worker who waits, at fifty tasks in a second; and what a commit costs in the
 * same minute, for two of them are on the way: the push's and the pop's.
 */
public final class LatencyTrial implements Trial {
    private static final int WARM_UP = 50;
    private static final Duration COMMITTING = Duration.ofSeconds(1);
    private static final Duration INTERVAL = Duration.ofMillis(20);

    @Override
    public void run(Round round) throws Exception {
        round.stock().drain();
        var errand = new Errand(WARM_UP, round.pace().errands(), INTERVAL);
        Errands.run(round.queue(), errand);
        round.add(Figure.LATENCY_P50, millis(errand.quantile(0.5)));
        round.add(Figure.LATENCY_P99, millis(errand.quantile(0.99)));
        try (var connection = round.stage().postgres().connect(Stage.LIMITS)) {
            round.add(Figure.COMMIT, 1_000 / Commits.rate(connection, COMMITTING));
        }
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
