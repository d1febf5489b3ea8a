package io.ordo.bench.trial;

import io.ordo.bench.ordo.TwoStepWorker;
import io.ordo.bench.ordo.Worker;
import io.ordo.bench.report.Figure;

/** Pops and settles: one task at a time in one request and in two, and a hundred at a time. */
public final class PopTrial implements Trial {
    private static final int WORKERS = 64;
    private static final int CONNECTIONS = 16;
    private static final int BATCH = 100;

    @Override
    public void run(Round round) throws Exception {
        var stock = round.stock();
        stock.fill(round.need(Figure.POP_SINGLE));
        round.measure(Figure.POP_SINGLE, WORKERS, meter -> new Worker(round.queue(), 1, meter));
        stock.fill(round.need(Figure.POP_TWO_STEPS));
        round.measure(Figure.POP_TWO_STEPS, WORKERS, meter -> new TwoStepWorker(round.queue(), meter));
        stock.fill(round.need(Figure.POP_BATCH));
        round.measure(Figure.POP_BATCH, CONNECTIONS, meter -> new Worker(round.queue(), BATCH, meter));
    }
}
