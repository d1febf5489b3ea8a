package io.ordo.bench.ordo;

import io.ordo.bench.load.Answer;
import io.ordo.bench.load.Bytes;
import io.ordo.bench.load.Ledger;
import io.ordo.bench.load.Meter;
import io.ordo.bench.load.Request;
import io.ordo.bench.load.Script;

/**
 * The whole life of tasks at a constant backlog: pops a batch, settling the one before, and pushes as many as it
 * popped. Counts tasks popped.
 */
public final class Churner implements Script {
    private final Worker worker;
    private final byte[] push;
    private final Ledger ledger;
    private final Meter meter;
    private final Bytes body = new Bytes();
    private long popped;
    private int owed;
    private boolean pushing;

    /** One that pops and pushes so many tasks at once. */
    public Churner(BenchQueue queue, int batch, Meter meter) {
        this.worker = new Worker(queue, batch, meter);
        this.push = queue.push();
        this.ledger = queue.ledger();
        this.meter = meter;
    }

    @Override
    public boolean ask(Request request) {
        pushing = owed > 0;
        if (!pushing) {
            popped = meter.count();
            return worker.ask(request);
        }
        Submitter.write(body.clear(), owed, meter.count(), 0);
        request.post(push, body);
        return true;
    }

    @Override
    public void hear(Answer answer) {
        if (pushing) {
            Submitter.check(answer, owed);
            ledger.pushed(owed);
            owed = 0;
        } else {
            popped = meter.count();
            worker.hear(answer);
            owed = (int) (meter.count() - popped);
        }
    }
}
