package io.ordo.bench.ordo;

import io.ordo.bench.load.Answer;
import io.ordo.bench.load.Bytes;
import io.ordo.bench.load.Lateness;
import io.ordo.bench.load.LoadFailedException;
import io.ordo.bench.load.Request;
import io.ordo.bench.load.Script;
import java.time.Duration;
import java.time.Instant;

/**
 * Waits for the tasks of jobs and says how late each was made, and how late it came here; goes when all have come.
 */
public final class OnTimeWorker implements Script {
    private static final int LIMIT = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final byte[] PLANNED = Bytes.of("\"planned_at\":\"");
    private static final byte[] CREATED = Bytes.of("\"created_at\":\"");
    private static final byte[] COMPLETED = Bytes.of("\"moved_to\":\"completed\"");

    private final byte[] pop;
    private final byte[] settle;
    private final Hand hand;
    private final Lateness made;
    private final Lateness here;
    private final Bytes body = new Bytes();
    private long lastHeard = System.nanoTime();
    private boolean parting;

    /** A worker of a queue. */
    public OnTimeWorker(BenchQueue queue, Lateness made, Lateness here) {
        this.pop = queue.pop(LIMIT, "&wait=1s");
        this.settle = queue.settle();
        this.hand = new Hand(queue.ledger());
        this.made = made;
        this.here = here;
    }

    @Override
    public boolean ask(Request request) {
        parting = here.isComplete();
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
        if (!hand.isEmpty()) {
            lastHeard = System.nanoTime();
            tell(answer);
        } else if (System.nanoTime() - lastHeard > PATIENCE.toNanos()) {
            throw new LoadFailedException("only " + here.count() + " tasks of jobs came");
        }
    }

    private void tell(Answer answer) {
        var planned = answer.textsAfter(PLANNED);
        var created = answer.textsAfter(CREATED);
        for (int index = 0; index < planned.size(); index++) {
            var due = Instant.parse(planned.get(index));
            made.hit(due, Instant.parse(created.get(index)));
            here.hit(due);
        }
    }
}
