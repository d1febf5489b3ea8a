package io.ordo.bench.ordo;

import io.ordo.bench.load.Answer;
import io.ordo.bench.load.Bytes;
import io.ordo.bench.load.Ledger;
import io.ordo.bench.load.Meter;
import io.ordo.bench.load.Request;
import io.ordo.bench.load.Script;
import java.util.concurrent.atomic.AtomicLong;

/** Pushes arrays of tasks of several tenants and all priorities. Counts tasks pushed. */
public final class Crowd implements Script {
    private static final byte[] PAYLOAD = Bytes.of("{\"payload\":{\"n\":");
    private static final byte[] OWNER = Bytes.of("},\"owner_id\":\"tenant-");
    private static final byte[] PRIORITY = Bytes.of("\",\"priority\":");
    private static final int TENANTS = 7;
    private static final int PRIORITIES = 5;

    private final byte[] head;
    private final int batch;
    private final Ledger ledger;
    private final Meter meter;
    private final AtomicLong left;
    private final Bytes body = new Bytes();

    /**
     * A submitter to a queue.
     *
     * @param batch tasks in a request, more than one
     * @param left how many requests may still be sent, shared with others
     */
    public Crowd(BenchQueue queue, int batch, AtomicLong left, Meter meter) {
        this.head = queue.push();
        this.batch = batch;
        this.ledger = queue.ledger();
        this.meter = meter;
        this.left = left;
    }

    @Override
    public boolean ask(Request request) {
        if (left.getAndDecrement() <= 0) {
            return false;
        }
        body.clear();
        for (long number = meter.count(); number < meter.count() + batch; number++) {
            body.add(number == meter.count() ? '[' : ',').add(PAYLOAD).add(number);
            body.add(OWNER).add(number % TENANTS);
            body.add(PRIORITY).add(1 + number % PRIORITIES).add('}');
        }
        request.post(head, body.add(']'));
        return true;
    }

    @Override
    public void hear(Answer answer) {
        Submitter.check(answer, batch);
        ledger.pushed(batch);
        meter.add(batch);
    }
}
