package io.ordo.bench.trial;

import io.ordo.bench.load.Meter;
import io.ordo.bench.ordo.Churner;
import java.time.Duration;

/** The whole life of tasks at a constant backlog, as several trials need it. */
final class Lifecycle {
    static final int SMALL_BACKLOG = 10_000;

    private static final int CONNECTIONS = 16;
    private static final int BATCH = 100;

    private Lifecycle() {}

    /** Runs it beside what is queued now. */
    static Meter run(Round round, Duration tick, int ticks) throws Exception {
        var meter = round.meter(tick, ticks);
        round.load(CONNECTIONS, meter, same -> new Churner(round.queue(), BATCH, same));
        return meter;
    }
}
