package io.ordo.bench.ordo;

import io.ordo.bench.load.Load;
import io.ordo.bench.load.LoadFailedException;
import io.ordo.bench.load.Meter;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Brings the queue to the size a measurement needs, untimed. */
public final class Stock {
    private static final int CONNECTIONS = 4;
    private static final int BATCH = 1000;
    private static final int LIMIT = 100;
    private static final int WORKERS = 16;

    private final BenchQueue queue;

    /** The stock of a queue. */
    public Stock(BenchQueue queue) {
        this.queue = queue;
    }

    /** Pushes until at least so many tasks wait. */
    public void fill(long tasks) throws IOException {
        var meter = Meter.untimed();
        var requests = new AtomicLong(Math.ceilDiv(tasks - queue.ledger().queued(), BATCH));
        var submitters = Stream.generate(() -> new Submitter(queue, BATCH, requests, meter))
                .limit(CONNECTIONS)
                .toList();
        Load.run(queue.endpoint(), submitters, meter);
    }

    /** Pops and settles until no task waits. */
    public void drain() throws IOException, InterruptedException {
        var meter = Meter.untimed();
        Load.run(
                queue.endpoint(),
                Stream.generate(() -> new Worker(queue, LIMIT, meter))
                        .limit(WORKERS)
                        .toList(),
                meter);
        long left = queue.ledger().queued();
        if (left != 0) {
            throw new LoadFailedException("pops come empty, but of the tasks acknowledged " + left
                    + " were never handed out; the queue says it holds " + queue.size());
        }
    }

    /** Pops and settles until about so many tasks wait, or fills up to that. */
    public void bringTo(long tasks) throws IOException, InterruptedException {
        if (queue.ledger().queued() > tasks) {
            drain();
        }
        fill(tasks);
    }
}
