package io.ordo.bench.ordo;

import io.ordo.bench.load.Answer;
import io.ordo.bench.load.Bytes;
import io.ordo.bench.load.Ledger;
import io.ordo.bench.load.Request;
import io.ordo.bench.load.Script;
import java.time.Duration;

/**
 * Pushes every so-and-so-many-th task of an errand at its time. One of the senders, when all tasks arrived, sends each
 * waiting worker home.
 */
public final class Sender implements Script {
    private static final long GIVE_UP = Duration.ofSeconds(20).toNanos();
    private static final long LOOK_AGAIN = Duration.ofMillis(1).toNanos();

    private final Errand errand;
    private final byte[] head;
    private final Ledger ledger;
    private final int senders;
    private final long start = System.nanoTime();
    private final Bytes body = new Bytes();
    private int next;
    private int toSendHome;

    /**
     * One of several senders.
     *
     * @param first number of its first task; the others follow at the distance {@code senders}
     * @param toSendHome how many workers it ends; 0 for all senders but one
     */
    Sender(BenchQueue queue, Errand errand, Turn turn, int toSendHome) {
        this.errand = errand;
        this.head = queue.push();
        this.ledger = queue.ledger();
        this.next = turn.first();
        this.senders = turn.senders();
        this.toSendHome = toSendHome;
    }

    /** Whose turn it is: the number of the first task, and the distance to the next. */
    record Turn(int first, int senders) {}

    @Override
    public long pause(long now) {
        if (next <= errand.last()) {
            return start + next * errand.interval() - now;
        }
        boolean waits = toSendHome > 0 && !errand.isDone() && now - start < errand.last() * errand.interval() + GIVE_UP;
        return waits ? LOOK_AGAIN : 0;
    }

    @Override
    public boolean ask(Request request) {
        if (next <= errand.last()) {
            send(request, next);
            errand.sent(next);
            next += senders;
            return true;
        }
        if (toSendHome > 0) {
            send(request, 0);
            toSendHome--;
            return true;
        }
        return false;
    }

    private void send(Request request, int number) {
        Submitter.write(body.clear(), 1, number, 0);
        request.post(head, body);
    }

    @Override
    public void hear(Answer answer) {
        Submitter.check(answer, 1);
        ledger.pushed(1);
    }
}
