package io.ordo.bench.ordo;

import io.ordo.bench.load.Answer;
import io.ordo.bench.load.Bytes;
import io.ordo.bench.load.Ledger;
import io.ordo.bench.load.LoadFailedException;
import io.ordo.bench.load.Meter;
import io.ordo.bench.load.Request;
import io.ordo.bench.load.Script;
import java.util.concurrent.atomic.AtomicLong;

/** Pushes tasks, one or an array at a time, until the meter is over or enough were pushed. Counts tasks pushed. */
public final class Submitter implements Script {
    private static final byte[] CREATED = Bytes.of("\"status\":201");

    private final byte[] head;
    private final int batch;
    private final int tenants;
    private final Ledger ledger;
    private final Meter meter;
    private final AtomicLong left;
    private final Bytes body = new Bytes();

    /**
     * A submitter to a queue.
     *
     * @param batch tasks in a request; 1: a single object and no array
     * @param left how many requests may still be sent, shared with others
     */
    public Submitter(BenchQueue queue, int batch, AtomicLong left, Meter meter) {
        this.head = queue.push();
        this.batch = batch;
        this.tenants = queue.kind().tenants();
        this.ledger = queue.ledger();
        this.meter = meter;
        this.left = left;
    }

    @Override
    public boolean ask(Request request) {
        if (meter.isOver() || left.getAndDecrement() <= 0) {
            return false;
        }
        write(body.clear(), batch, meter.count(), tenants);
        request.post(head, body);
        return true;
    }

    @Override
    public void hear(Answer answer) {
        check(answer, batch);
        ledger.pushed(batch);
        meter.add(batch);
    }

    /** Adds the body of a push, of tasks of so many tenants by turns. */
    static void write(Bytes body, int batch, long number, int tenants) {
        if (batch == 1) {
            Payloads.add(body, number, tenants);
            return;
        }
        for (int index = 0; index < batch; index++) {
            body.add(index == 0 ? '[' : ',');
            Payloads.add(body, number + index, tenants);
        }
        body.add(']');
    }

    /** Returns when every task of a push was accepted. */
    static void check(Answer answer, int batch) {
        answer.expect(201);
        if (batch > 1 && answer.count(CREATED) != batch) {
            throw new LoadFailedException("not all of " + batch + " tasks were accepted: " + answer.beginning());
        }
    }
}
