package io.ordo.bench.ordo;

import io.ordo.bench.load.Answer;
import io.ordo.bench.load.Bytes;
import io.ordo.bench.load.Meter;
import io.ordo.bench.load.Request;
import io.ordo.bench.load.Script;
import java.util.List;

/** Pops one task, settles it with a request of its own, pops the next. Counts tasks popped. */
public final class TwoStepWorker implements Script {
    private static final int MOST_EMPTY = 20;
    private static final byte[] COMPLETED = Bytes.of("\"completed\"");

    private final byte[] pop;
    private final List<byte[]> settle;
    private final Hand hand;
    private final Meter meter;
    private final Bytes head = new Bytes();
    private final Bytes body = new Bytes();
    private int empty;
    private boolean settling;

    /** A worker of a queue. */
    public TwoStepWorker(BenchQueue queue, Meter meter) {
        this.pop = queue.pop(1, "");
        this.settle = queue.settleOne();
        this.hand = new Hand(queue.ledger());
        this.meter = meter;
    }

    @Override
    public boolean ask(Request request) {
        settling = !hand.isEmpty();
        if (settling) {
            head.clear().add(settle.getFirst());
            hand.addId(head);
            hand.addSettlement(body.clear());
            request.post(head.add(settle.getLast()), body);
            return true;
        }
        if (meter.isOver() || empty == MOST_EMPTY) {
            return false;
        }
        request.post(pop, body.clear());
        return true;
    }

    @Override
    public void hear(Answer answer) {
        if (settling) {
            answer.expect(200);
            hand.settled(Math.min(1, answer.count(COMPLETED)));
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
