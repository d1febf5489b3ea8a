package io.ordo.bench.dispatch;

import io.ordo.bench.load.LoadFailedException;
import io.ordo.bench.report.Figure;
import io.ordo.bench.trial.Round;
import io.ordo.bench.trial.Trial;
import java.time.Duration;

/** Tasks that are pushed to an HTTP server on this machine, and the same requests by a bare client. */
public final class DispatchTrial implements Trial {
    /** Of the jobs of a round, which are many. */
    private static final int SHARE = 5;

    private static final Duration LOOK = Duration.ofMillis(1);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Override
    public void run(Round round) throws Exception {
        int tasks = Math.max(1, round.pace().jobs() / SHARE);
        try (var hook = new Hook();
                var queue = new DispatchedQueue(round.queue().endpoint(), hook.url())) {
            round.add(Figure.DISPATCH_REST, ordo(queue, hook, tasks));
            round.queue().ledger().dispatched(tasks);
            try (var client = new BareClient(hook.url())) {
                round.add(Figure.BARE_REST, client.rate(tasks));
            }
        }
    }

    /** From the arrival of the first task to that of the last. */
    private static double ordo(DispatchedQueue queue, Hook hook, int tasks) throws Exception {
        queue.make();
        queue.pause();
        queue.push(tasks);
        queue.resume();
        long end = System.nanoTime() + PATIENCE.toNanos();
        await(hook, 1, end);
        long first = System.nanoTime();
        await(hook, tasks, end);
        double seconds = (System.nanoTime() - first) / 1e9;
        while (!queue.isDone()) {
            check(end, "not every task that arrived was settled");
            Thread.sleep(LOOK);
        }
        return (tasks - 1) / seconds;
    }

    private static void await(Hook hook, long tasks, long end) throws InterruptedException {
        while (hook.taken() < tasks) {
            check(end, "only " + hook.taken() + " of " + tasks + " tasks arrived");
            Thread.sleep(LOOK);
        }
    }

    private static void check(long end, String otherwise) {
        if (System.nanoTime() - end > 0) {
            throw new LoadFailedException(otherwise);
        }
    }
}
