package io.ordo.scheduler.coalescing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Answers requests of many callers by few commits. Whoever is free takes everything that waits at that moment and
 * answers it together; while that commit is on its way to the disk, the next requests gather. So a quiet server
 * answers each request at once, and a busy one answers many by one commit: nothing ever waits for a batch to fill.
 *
 * <p>Requests that fail together are tried again one by one, so that nobody suffers for what another asked. The work
 * must bear that: whether the first try was committed may be unknown.
 *
 * @param <Q> a request
 * @param <A> its answer
 */
public final class Coalescer<Q, A> implements AutoCloseable {
    private final Function<List<Q>, List<A>> work;
    private final ToIntFunction<Q> weight;
    private final int most;
    private final BlockingQueue<Waiting<Q, A>> waiting;
    private final List<Thread> threads;
    private volatile boolean closed;

    /**
     * Starts the threads.
     *
     * @param name of the threads
     * @param load how many threads answer, and how much one answers at once
     * @param weight how much of the load a request is, at least 1
     * @param work answers requests, in their order, all in one commit
     */
    public Coalescer(String name, Load load, ToIntFunction<Q> weight, Function<List<Q>, List<A>> work) {
        this.work = work;
        this.weight = weight;
        this.most = load.most();
        this.waiting = new LinkedBlockingQueue<>();
        this.threads = IntStream.range(0, load.threads())
                .mapToObj(number ->
                        Thread.ofPlatform().daemon().name(name + "-" + number).start(this::answerUntilClosed))
                .toList();
    }

    /**
     * The answer, once it is committed. What the work throws is thrown here.
     *
     * @throws IllegalStateException when closed
     */
    public A ask(Q request) {
        return awaited(askLater(request));
    }

    /** The answer of {@link #askLater}, once it is there. What the work throws is thrown here. */
    public static <A> A awaited(CompletableFuture<A> answer) {
        try {
            return answer.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    /** As {@link #ask}, without waiting. */
    public CompletableFuture<A> askLater(Q request) {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        var one = new Waiting<Q, A>(request, new CompletableFuture<>());
        waiting.add(one);
        return one.answer();
    }

    /** Refuses new requests and ends; those that wait are answered first. */
    @Override
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
    }

    private void answerUntilClosed() {
        while (!closed || !waiting.isEmpty()) {
            try {
                answer(gathered());
            } catch (InterruptedException closing) {
                waiting.forEach(one -> one.answer().completeExceptionally(new IllegalStateException("closed")));
                return;
            }
        }
    }

    private List<Waiting<Q, A>> gathered() throws InterruptedException {
        var gathered = new ArrayList<Waiting<Q, A>>();
        var first = waiting.take();
        gathered.add(first);
        int load = weight.applyAsInt(first.request());
        for (var next = waiting.poll(); next != null; next = load < most ? waiting.poll() : null) {
            gathered.add(next);
            load += weight.applyAsInt(next.request());
        }
        return gathered;
    }

    private void answer(List<Waiting<Q, A>> together) {
        try {
            var answers = work.apply(together.stream().map(Waiting::request).toList());
            for (int i = 0; i < together.size(); i++) {
                together.get(i).answer().complete(answers.get(i));
            }
        } catch (RuntimeException | Error failed) { // whoever asked is told
            if (together.size() == 1) {
                together.getFirst().answer().completeExceptionally(failed);
            } else {
                together.forEach(one -> answer(List.of(one)));
            }
        }
    }

    /**
     * How much is done at once.
     *
     * @param threads that answer, each on a connection of its own
     * @param most weight of the requests of one commit; one that weighs more is answered alone
     */
    public record Load(int threads, int most) {}

    private record Waiting<Q, A>(Q request, CompletableFuture<A> answer) {}
}
