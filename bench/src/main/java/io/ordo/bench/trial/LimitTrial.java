package io.ordo.bench.trial;

import io.ordo.bench.report.Figure;
import io.ordo.bench.server.Stage;
import io.ordo.bench.sql.Limits;

/** The database's own limit: the same work on the same tables, straight in SQL. */
public final class LimitTrial implements Trial {
    private static final int WORKERS = 64;
    private static final int CONNECTIONS = 16;
    private static final int BATCH_CONNECTIONS = 4;

    @Override
    public void run(Round round) throws Exception {
        var postgres = round.stage().postgres();
        var window = round.window();
        var limits = new Limits(() -> postgres.connect(Stage.LIMITS), window.warmUp(), window.length());
        limits.empty();
        round.add(Figure.SQL_INSERT_SINGLE, limits.inserts(CONNECTIONS, 1));
        round.add(Figure.SQL_INSERT_BATCH, limits.inserts(BATCH_CONNECTIONS, 1000));
        limits.prepare(round.need(Figure.SQL_SINGLE) + round.need(Figure.SQL_INDEPENDENT));
        round.add(Figure.SQL_SINGLE, limits.claims(CONNECTIONS, 1));
        round.add(Figure.SQL_INDEPENDENT, limits.independentWorkers(WORKERS, CONNECTIONS));
        limits.prepare(round.need(Figure.SQL_BATCH));
        round.add(Figure.SQL_BATCH, limits.claims(BATCH_CONNECTIONS, 100));
        limits.empty();
    }
}
