package io.ordo.bench.ordo;

import io.ordo.bench.load.Answer;
import io.ordo.bench.load.Bytes;
import io.ordo.bench.load.Request;
import io.ordo.bench.load.Script;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Makes jobs, one in a request, until there are enough. */
public final class JobMaker implements Script {
    private final byte[] head;
    private final AtomicInteger left;
    private final IntFunction<String> timing;
    private final String queue;
    private final Bytes body = new Bytes();

    /**
     * A maker of jobs whose tasks go to a queue.
     *
     * @param left how many are still to be made, shared with others
     * @param timing the fields of a job that say when it is due, by its number
     */
    public JobMaker(BenchQueue queue, AtomicInteger left, IntFunction<String> timing) {
        this.head = queue.endpoint().post("/api/v1/jobs");
        this.queue = queue.kind().id();
        this.left = left;
        this.timing = timing;
    }

    @Override
    public boolean ask(Request request) {
        int number = left.getAndDecrement();
        if (number <= 0) {
            return false;
        }
        body.clear()
                .add(Bytes.of("{\"name\":\"job-" + number + "\",\"queue\":\"" + queue + "\",\"payload\":{\"number\":"
                        + number + "}," + timing.apply(number) + "}"));
        request.post(head, body);
        return true;
    }

    @Override
    public void hear(Answer answer) {
        answer.expect(201);
    }
}
