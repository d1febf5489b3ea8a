package io.ordo.bench.ordo;

import io.ordo.bench.load.Answer;
import io.ordo.bench.load.Bytes;
import io.ordo.bench.load.Ledger;
import io.ordo.bench.load.Popped;

/** The tasks a worker holds, and the words with which it settles them. */
final class Hand {
    private static final byte[] TASK = Bytes.of("{\"task_id\":\"");
    private static final byte[] FENCE = Bytes.of("\",\"fence\":");
    private static final byte[] SUCCEEDED = Bytes.of(",\"outcome\":\"succeeded\"}");
    private static final byte[] SETTLE = Bytes.of("{\"settle\":");
    private static final byte[] FENCE_ALONE = Bytes.of("{\"fence\":");

    private final Ledger ledger;
    private final Popped popped = new Popped();

    Hand(Ledger ledger) {
        this.ledger = ledger;
    }

    boolean isEmpty() {
        return popped.size() == 0;
    }

    int size() {
        return popped.size();
    }

    /** Adds the body of a pop that settles everything held; nothing when nothing is. */
    void addPop(Bytes body) {
        if (!isEmpty()) {
            addSettlements(body.add(SETTLE));
            body.add('}');
        }
    }

    /** Adds the settlements of everything held, an array. */
    void addSettlements(Bytes body) {
        body.add('[');
        for (int index = 0; index < popped.size(); index++) {
            if (index > 0) {
                body.add(',');
            }
            body.add(TASK).add(popped.ids(), index * Popped.ID_LENGTH, Popped.ID_LENGTH);
            body.add(FENCE).add(popped.fence(index)).add(SUCCEEDED);
        }
        body.add(']');
    }

    /** Adds the id of the one task held. */
    void addId(Bytes path) {
        path.add(popped.ids(), 0, Popped.ID_LENGTH);
    }

    /** Adds the settlement of the one task held, as its own path takes it. */
    void addSettlement(Bytes body) {
        body.add(FENCE_ALONE).add(popped.fence(0)).add(SUCCEEDED);
    }

    /** Lets go of what a pop settled, and holds what it brought. */
    void popped(Answer answer) {
        answer.expect(200);
        int asked = popped.size();
        popped.read(answer);
        ledger.settled(asked, popped.completed());
        ledger.popped(popped);
    }

    /** Lets go of what was settled without popping. */
    void settled(int done) {
        ledger.settled(popped.size(), done);
        popped.clear();
    }
}
