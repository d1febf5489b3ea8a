package io.ordo.bench.ordo;

import io.ordo.bench.load.Answer;
import io.ordo.bench.load.Bytes;
import io.ordo.bench.load.Request;
import io.ordo.bench.load.Script;

/** Waits for one task at a time, tells the errand of its arrival, and goes when number 0 arrives. */
public final class WaitingWorker implements Script {
    private static final byte[] NUMBER = Payloads.number();
    private static final byte[] COMPLETED = Bytes.of("\"moved_to\":\"completed\"");

    private final byte[] pop;
    private final byte[] settle;
    private final Hand hand;
    private final Errand errand;
    private final Bytes body = new Bytes();
    private boolean parting;

    WaitingWorker(BenchQueue queue, Errand errand) {
        this.pop = queue.pop(1, "&wait=30s");
        this.settle = queue.settle();
        this.hand = new Hand(queue.ledger());
        this.errand = errand;
    }

    @Override
    public boolean ask(Request request) {
        if (!parting) {
            hand.addPop(body.clear());
            request.post(pop, body);
            return true;
        }
        if (hand.isEmpty()) {
            return false;
        }
        hand.addSettlements(body.clear());
        request.post(settle, body);
        return true;
    }

    @Override
    public void hear(Answer answer) {
        if (parting) {
            answer.expect(200);
            hand.settled(answer.count(COMPLETED));
            return;
        }
        hand.popped(answer);
        if (!hand.isEmpty()) {
            int number = (int) answer.numberAfter(NUMBER);
            parting = number == 0;
            if (!parting) {
                errand.arrived(number);
            }
        }
    }
}
