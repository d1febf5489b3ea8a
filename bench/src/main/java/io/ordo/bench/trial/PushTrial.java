package io.ordo.bench.trial;

import io.ordo.bench.ordo.Submitter;
import io.ordo.bench.report.Figure;
import java.util.concurrent.atomic.AtomicLong;

/** Pushes tasks, singly and in arrays. They stay in the queue, for the pops. */
public final class PushTrial implements Trial {
    private static final int CLIENTS = 64;
    private static final int CONNECTIONS = 4;
    private static final int BATCH = 1000;
    private static final long MOST_TASKS = 2_000_000;

    @Override
    public void run(Round round) throws Exception {
        var singles = new AtomicLong(MOST_TASKS);
        round.measure(Figure.PUSH_SINGLE, CLIENTS, meter -> new Submitter(round.queue(), 1, singles, meter));
        var arrays = new AtomicLong(MOST_TASKS / BATCH);
        round.measure(Figure.PUSH_BATCH, CONNECTIONS, meter -> new Submitter(round.queue(), BATCH, arrays, meter));
    }
}
