package io.ordo.bench.ordo;

import io.ordo.bench.load.Answer;
import io.ordo.bench.load.Meter;
import io.ordo.bench.load.Request;
import io.ordo.bench.load.Script;
import java.time.Duration;

/** A worker that pops one task at a time, at a steady pace. Counts tasks popped. */
public final class SteadyWorker implements Script {
    private final Worker worker;
    private final long interval;
    private long next = System.nanoTime();

    /** One that pops so often. */
    public SteadyWorker(BenchQueue queue, Duration interval, Meter meter) {
        this.worker = new Worker(queue, 1, meter);
        this.interval = interval.toNanos();
    }

    @Override
    public long pause(long now) {
        return next - now;
    }

    @Override
    public boolean ask(Request request) {
        next += interval;
        return worker.ask(request);
    }

    @Override
    public void hear(Answer answer) {
        worker.hear(answer);
    }
}
