package io.ordo.bench.dispatch;

import io.ordo.bench.dispatch.Keep.Kind;
import io.ordo.bench.load.LoadFailedException;
import io.ordo.bench.report.Figure;
import io.ordo.bench.server.Stage;
import io.ordo.bench.trial.Round;
import io.ordo.bench.trial.Trial;
import java.time.Duration;

/**
 * Tasks that are brought to an HTTP server, a topic of Kafka, a list and a stream of Redis on this machine, and the
 * same messages by bare clients and by a relay from a table.
 */
public final class DispatchTrial implements Trial {
    /** Of the tasks of a peer: enough for some seconds. */
    private static final int HALF = 2;

    /** What goes to HTTP is slower. */
    private static final int FIFTH = 5;

    /** Bare clients are faster, and are measured for as long. */
    private static final int TIMES = 4;

    /** What Kafka's client has by itself. */
    private static final int MANY_IN_FLIGHT = 5;

    private static final Duration FIRST_LOOK = Duration.ofMillis(2);

    /** Asking takes time from what is measured. */
    private static final Duration LOOK = Duration.ofMillis(20);

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Override
    public void run(Round round) throws Exception {
        try (var queue = new DispatchedQueue(round.queue().endpoint())) {
            queue.make();
            kafka(round, queue);
            list(round, queue);
            stream(round, queue);
            rest(round, queue);
        }
    }

    private static void kafka(Round round, DispatchedQueue queue) throws Exception {
        int tasks = round.pace().peerJobs() / HALF;
        var kafka = round.stage().kafka();
        try (var topic = Topic.make(kafka, "dispatched-" + System.nanoTime());
                var other = Topic.make(kafka, "bare-" + System.nanoTime());
                var client = other.client(1);
                var many = other.client(MANY_IN_FLIGHT)) {
            round.add(Figure.BARE_KAFKA, client.rate(TIMES * tasks));
            ordo(round, Figure.DISPATCH_KAFKA, new Load(queue, topic, tasks));
            round.add(Figure.BARE_KAFKA_MANY, many.rate(TIMES * tasks));
            round.add(Figure.RELAY_KAFKA, relay(round).rate(tasks, client));
        }
    }

    private static void list(Round round, DispatchedQueue queue) throws Exception {
        int tasks = round.pace().peerJobs() / HALF;
        try (var list = new Keep(round.stage().redis(), Kind.LIST);
                var client = list.client()) {
            round.add(Figure.BARE_REDIS_LIST, client.rate(TIMES * tasks));
            list.empty();
            ordo(round, Figure.DISPATCH_REDIS_LIST, new Load(queue, list, tasks));
            round.add(Figure.RELAY_REDIS_LIST, relay(round).rate(tasks, client));
        }
    }

    private static void stream(Round round, DispatchedQueue queue) throws Exception {
        int tasks = round.pace().peerJobs() / HALF;
        try (var stream = new Keep(round.stage().redis(), Kind.STREAM);
                var client = stream.client()) {
            round.add(Figure.BARE_REDIS_STREAM, client.rate(TIMES * tasks));
            stream.empty();
            ordo(round, Figure.DISPATCH_REDIS_STREAM, new Load(queue, stream, tasks));
        }
    }

    private static void rest(Round round, DispatchedQueue queue) throws Exception {
        int tasks = round.pace().peerJobs() / FIFTH;
        try (var hook = new Hook();
                var client = new BareRest(hook.url())) {
            ordo(round, Figure.DISPATCH_REST, new Load(queue, hook, tasks));
            round.add(Figure.BARE_REST, client.rate(tasks));
        }
    }

    private static Relay relay(Round round) {
        return new Relay(() -> round.stage().postgres().connect(Stage.RELAY));
    }

    private record Load(DispatchedQueue queue, Sink sink, int tasks) {}

    /** From the arrival of the first task to that of the last; then all must be settled, and none have come twice. */
    private static void ordo(Round round, Figure figure, Load load) throws Exception {
        var queue = load.queue();
        queue.pause();
        queue.push(load.tasks(), load.sink().target());
        queue.resume();
        long end = System.nanoTime() + PATIENCE.toNanos();
        await(load.sink(), 1, FIRST_LOOK, end);
        long before = load.sink().taken();
        long first = System.nanoTime();
        await(load.sink(), load.tasks(), LOOK, end);
        double seconds = (System.nanoTime() - first) / 1e9;
        while (!queue.isDone()) {
            check(end, "not every task that arrived was settled");
            Thread.sleep(LOOK);
        }
        long taken = load.sink().taken();
        if (taken != load.tasks()) {
            throw new LoadFailedException("of " + load.tasks() + " tasks " + taken + " arrived");
        }
        round.add(figure, (load.tasks() - before) / seconds);
        round.queue().ledger().dispatched(load.tasks());
    }

    private static void await(Sink sink, long tasks, Duration look, long end) throws Exception {
        for (long taken = sink.taken(); taken < tasks; taken = sink.taken()) {
            check(end, "only " + taken + " of " + tasks + " tasks arrived");
            Thread.sleep(look);
        }
    }

    private static void check(long end, String otherwise) {
        if (System.nanoTime() - end > 0) {
            throw new LoadFailedException(otherwise);
        }
    }
}
