package io.ordo.bench.recurring;

import io.ordo.bench.load.Lateness;
import io.ordo.bench.load.Load;
import io.ordo.bench.load.LoadFailedException;
import io.ordo.bench.load.Meter;
import io.ordo.bench.ordo.BenchQueue;
import io.ordo.bench.ordo.JobMaker;
import io.ordo.bench.ordo.OnTimeWorker;
import io.ordo.bench.report.Figure;
import io.ordo.bench.sql.TaskTables;
import io.ordo.bench.trial.Round;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** Ordo's jobs that are due every hour, the first time soon. */
final class RecurringJobs {
    private static final int MAKERS = 64;
    private static final int WORKERS = 8;
    private static final double FIRST_GUESS = 1_200;
    private static final double RESERVE = 1.3;
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Round round;
    private final BenchQueue queue;
    private final int jobs;
    private final InstantSource clock;

    RecurringJobs(Round round) throws IOException, InterruptedException, SQLException {
        this.round = round;
        this.queue = new BenchQueue(
                round.queue().endpoint(),
                new BenchQueue.Kind("recurring", "fifo", 0),
                round.queue().ledger());
        this.jobs = round.pace().jobs();
        this.clock = round.stage().postgres().clock();
        queue.make();
    }

    /**
     * Makes the jobs.
     *
     * @param spread the time over which they are due, evenly
     * @return when the first of them is due; that is not yet
     */
    Instant make(Duration spread) throws IOException, SQLException {
        double rate = round.last(Figure.JOBS_MADE).orElse(FIRST_GUESS);
        var first = clock.instant()
                .plusSeconds(Math.round(RESERVE * jobs / rate) + 5)
                .truncatedTo(ChronoUnit.MICROS);
        long start = System.nanoTime();
        var left = new AtomicInteger(jobs);
        IntFunction<String> timing = number -> "\"schedule_expr\":\"1h\",\"start_at\":\""
                + first.plus(spread.multipliedBy(jobs - number).dividedBy(jobs)) + "\"";
        var makers = Stream.generate(() -> new JobMaker(queue, left, timing))
                .limit(MAKERS)
                .toList();
        Load.run(queue.endpoint(), makers, Meter.untimed());
        round.add(Figure.JOBS_MADE, jobs * 1e9 / (System.nanoTime() - start));
        round.stage().postgres().execute("ordo", "VACUUM ANALYZE job, timing");
        if (!clock.instant().isBefore(first)) {
            throw new LoadFailedException("the jobs were due before all were made");
        }
        return first;
    }

    /** Returns when a task of every job is queued. */
    void awaitQueued(Instant first) throws IOException, InterruptedException {
        Thread.sleep(Duration.between(clock.instant(), first));
        while (queue.size() < jobs) {
            if (clock.instant().isAfter(first.plus(PATIENCE))) {
                throw new LoadFailedException("only " + queue.size() + " of " + jobs + " jobs fired");
            }
            Thread.sleep(LOOK);
        }
    }

    /** Takes the task of every job. */
    Fired work() throws IOException {
        var made = new Lateness(jobs, clock);
        var here = new Lateness(jobs, clock);
        queue.ledger().pushed(jobs);
        var workers = Stream.generate(() -> new OnTimeWorker(queue, made, here))
                .limit(WORKERS)
                .toList();
        Load.run(queue.endpoint(), workers, Meter.untimed());
        return new Fired(made, here);
    }

    /** Removes the jobs. */
    void forget() throws SQLException {
        try (var connection = round.stage().ordo()) {
            TaskTables.forgetJobs(connection);
        }
    }

    /**
     * How late the tasks of all jobs were.
     *
     * @param made when they were made
     * @param here when a worker had them
     */
    record Fired(Lateness made, Lateness here) {}
}
