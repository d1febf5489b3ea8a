package io.ordo.bench.ordo;

import io.ordo.bench.load.Load;
import io.ordo.bench.load.LoadFailedException;
import io.ordo.bench.load.Meter;
import io.ordo.bench.load.Script;
import java.io.IOException;
import java.util.ArrayList;

/** Runs an errand with several senders and waiting workers. */
public final class Errands {
    private static final int SENDERS = 4;
    private static final int WORKERS = 8;

    private Errands() {}

    /** Returns when every task arrived and was settled. The queue must be empty. */
    public static void run(BenchQueue queue, Errand errand) throws IOException {
        var scripts = new ArrayList<Script>();
        for (int worker = 0; worker < WORKERS; worker++) {
            scripts.add(new WaitingWorker(queue, errand));
        }
        for (int sender = 0; sender < SENDERS; sender++) {
            var turn = new Sender.Turn(sender + 1, SENDERS);
            scripts.add(new Sender(queue, errand, turn, sender == 0 ? WORKERS : 0));
        }
        Load.run(queue.endpoint(), scripts, Meter.untimed());
        if (!errand.isDone()) {
            throw new LoadFailedException("tasks that were pushed never reached a waiting worker");
        }
    }
}
