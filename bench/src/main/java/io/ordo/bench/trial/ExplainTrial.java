package io.ordo.bench.trial;

import io.ordo.bench.load.Load;
import io.ordo.bench.load.Meter;
import io.ordo.bench.load.Script;
import io.ordo.bench.ordo.Crowd;
import io.ordo.bench.ordo.Questioner;
import io.ordo.bench.ordo.SteadyWorker;
import io.ordo.bench.report.Figure;
import io.ordo.bench.sql.TaskTables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** How long it takes to explain where a task stands among a million of several tenants, while others are popped. */
public final class ExplainTrial implements Trial {
    private static final int WARM_UP = 50;
    private static final int QUESTIONS = 200;
    private static final int CONNECTIONS = 4;
    private static final int BATCH = 1_000;
    private static final int WORKERS = 4;

    /** A hundred pops a second by all workers together. */
    private static final Duration INTERVAL = Duration.ofMillis(40);

    @Override
    public void run(Round round) throws Exception {
        var queue = round.queue();
        round.stock().drain();
        queue.rankBy("balanced");
        fill(round);
        var meter = Meter.untimed();
        try (var connection = round.stage().ordo()) {
            var tasks = TaskTables.someQueued(connection, WARM_UP + QUESTIONS);
            var questioner = new Questioner(queue, tasks, WARM_UP, meter);
            var scripts = new ArrayList<Script>(Stream.generate(() -> new SteadyWorker(queue, INTERVAL, meter))
                    .limit(WORKERS)
                    .toList());
            scripts.add(questioner);
            Load.run(queue.endpoint(), scripts, meter);
            round.add(Figure.EXPLAIN_P50, millis(questioner.quantile(0.5)));
            round.add(Figure.EXPLAIN_P99, millis(questioner.quantile(0.99)));
        }
        round.stock().drain();
        queue.rankBy("fifo");
    }

    private static void fill(Round round) throws Exception {
        var meter = Meter.untimed();
        var requests = new AtomicLong(Math.ceilDiv(round.pace().largeBacklog(), BATCH));
        var crowds = Stream.generate(() -> new Crowd(round.queue(), BATCH, requests, meter))
                .limit(CONNECTIONS)
                .toList();
        Load.run(round.queue().endpoint(), crowds, meter);
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
