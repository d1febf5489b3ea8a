package io.ordo.bench.trial;

import io.ordo.bench.load.Ledger;
import io.ordo.bench.load.Load;
import io.ordo.bench.load.Meter;
import io.ordo.bench.ordo.BenchQueue;
import io.ordo.bench.ordo.BenchQueue.Kind;
import io.ordo.bench.ordo.Stock;
import io.ordo.bench.ordo.Submitter;
import io.ordo.bench.report.Figure;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * What ranking costs: the same tasks of twenty tenants, pushed into a queue that weighs class, deadline and debt and
 * into one that weighs nothing. First one, then the other, then the other way round, so that a machine that gets slower
 * or quicker meanwhile favours neither.
 */
public final class RankingTrial implements Trial {
    private static final int TENANTS = 20;
    private static final long MOST_REQUESTS = 500_000;

    /** How tasks are pushed. */
    private enum Way {
        SINGLY(64, 1, Figure.RANKING_FIFO_SINGLE, Figure.RANKING_BALANCED_SINGLE),
        IN_ARRAYS(4, 1000, Figure.RANKING_FIFO_BATCH, Figure.RANKING_BALANCED_BATCH);

        private final int connections;
        private final int batch;
        private final Figure fifo;
        private final Figure balanced;

        Way(int connections, int batch, Figure fifo, Figure balanced) {
            this.connections = connections;
            this.batch = batch;
            this.fifo = fifo;
            this.balanced = balanced;
        }
    }

    /** Two queues for the same tasks. */
    private record Pair(BenchQueue fifo, BenchQueue balanced) {}

    @Override
    public void run(Round round) throws Exception {
        var pair = new Pair(queue(round, "fifo"), queue(round, "balanced"));
        try {
            for (Way way : Way.values()) {
                measure(round, pair, way);
                drain(pair);
            }
        } finally {
            round.queue().ledger().add(pair.fifo().ledger());
            round.queue().ledger().add(pair.balanced().ledger());
        }
    }

    private static BenchQueue queue(Round round, String ranker) throws IOException, InterruptedException {
        var kind = new Kind("bench-" + ranker, ranker, TENANTS);
        var queue = new BenchQueue(round.queue().endpoint(), kind, new Ledger());
        queue.make();
        return queue;
    }

    private static void drain(Pair pair) throws IOException, InterruptedException {
        new Stock(pair.fifo()).drain();
        new Stock(pair.balanced()).drain();
    }

    private static void measure(Round round, Pair pair, Way way) throws IOException {
        double fifo = rate(round, pair.fifo(), way);
        double balanced = rate(round, pair.balanced(), way);
        balanced += rate(round, pair.balanced(), way);
        fifo += rate(round, pair.fifo(), way);
        round.add(way.fifo, fifo / 2);
        round.add(way.balanced, balanced / 2);
    }

    /** Half a window: there are two of each. */
    private static double rate(Round round, BenchQueue queue, Way way) throws IOException {
        var length = round.window().length().dividedBy(2);
        var meter = new Meter(round.window().warmUp(), length, length);
        var requests = new AtomicLong(MOST_REQUESTS);
        var scripts = Stream.generate(() -> new Submitter(queue, way.batch, requests, meter))
                .limit(way.connections)
                .toList();
        Load.run(queue.endpoint(), scripts, meter);
        return meter.rate();
    }
}
