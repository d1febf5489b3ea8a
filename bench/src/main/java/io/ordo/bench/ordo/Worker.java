package io.ordo.bench.ordo;

import io.ordo.bench.load.Answer;
import io.ordo.bench.load.Bytes;
import io.ordo.bench.load.Meter;
import io.ordo.bench.load.Request;
import io.ordo.bench.load.Script;

/**
 * Pops, each pop carrying the settlements of the one before. When the meter is over, or the queue seems empty, it
 * settles what it holds and goes. Counts tasks popped.
 */
public final class Worker implements Script {
    /** So many empty answers in a row mean that the queue is empty, and not that others were quicker. */
    private static final int MOST_EMPTY = 20;

    private static final byte[] COMPLETED = Bytes.of("\"moved_to\":\"completed\"");

    private final byte[] pop;
    private final byte[] settle;
    private final Hand hand;
    private final Meter meter;
    private final Bytes body = new Bytes();
    private int empty;
    private boolean parting;

    /** A worker that asks for so many tasks at once, and does not wait for any. */
    public Worker(BenchQueue queue, int limit, Meter meter) {
        this.pop = queue.pop(limit, "");
        this.settle = queue.settle();
        this.hand = new Hand(queue.ledger());
        this.meter = meter;
    }

    @Override
    public boolean ask(Request request) {
        parting = meter.isOver() || empty == MOST_EMPTY;
        if (!parting) {
            hand.addPop(body.clear());
            request.post(pop, body);
            return true;
        }
        if (!hand.isEmpty()) {
            hand.addSettlements(body.clear());
            request.post(settle, body);
            return true;
        }
        return false;
    }

    @Override
    public void hear(Answer answer) {
        if (parting) {
            answer.expect(200);
            hand.settled(answer.count(COMPLETED));
            return;
        }
        hand.popped(answer);
        meter.add(hand.size());
        empty = hand.isEmpty() ? empty + 1 : 0;
        if (empty == MOST_EMPTY) {
            meter.runOut();
        }
    }
}
