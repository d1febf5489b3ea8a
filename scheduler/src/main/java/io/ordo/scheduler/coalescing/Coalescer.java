package io.ordo.scheduler.coalescing;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Answers requests of many callers by few commits. Whoever is free takes everything that waits at that moment and
 * answers it together; while that commit is on its way to the disk, the next requests gather. So a quiet server
 * answers each request at once, and a busy one answers many by one commit: nothing waits for a batch to fill while
 * nobody works. Beside a batch of many another begins when it is large or has waited some milliseconds: where there
 * is a crowd, two small batches at once cost more than one after the other.
 *
 * <p>Requests that fail together are tried again one by one, so that nobody suffers for what another asked. The work
 * must bear that: whether the first try was committed may be unknown. A failure that would meet each of them as well
 * is told to all of them at once, so that nobody waits while others fail.
 *
 * @param <Q> a request
 * @param <A> its answer
 */
public final class Coalescer<Q, A> implements AutoCloseable {
    /** A batch is a few statements: who waits longer waits for a database that is gone. */
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(10);

    /** How long what waits may stay small while a batch of a crowd is under way; most batches are over by then. */
    private static final Duration COMPANY = Duration.ofMillis(5);

    /** So many requests of one batch are a crowd: more will be here in a moment. */
    private static final int CROWD = 5;

    private final Work<Q, A> work;
    private final Load load;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<Waiting<Q, A>> waiting = new ArrayDeque<>();
    private final List<Thread> threads;
    private long weightWaiting;
    private int crowds;
    private boolean closed;

    /**
     * Starts the threads.
     *
     * @param name of the threads
     */
    public Coalescer(String name, Load load, Work<Q, A> work) {
        this.work = work;
        this.load = load;
        this.threads = IntStream.range(0, load.threads())
                .mapToObj(number ->
                        Thread.ofPlatform().daemon().name(name + "-" + number).start(this::answerUntilClosed))
                .toList();
    }

    /**
     * The answer, once it is committed. What the work throws is thrown here.
     *
     * @throws OverloadedException when too much is waiting already, or when closed; nothing was done
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
        int weight = work.weight().applyAsInt(request);
        var one = new Waiting<Q, A>(request, weight, new CompletableFuture<>());
        lock.lock();
        try {
            if (closed) {
                throw new OverloadedException("this scheduler is stopping");
            }
            if (weightWaiting > 0 && weightWaiting + weight > load.longest()) {
                throw new OverloadedException(weightWaiting + " rows wait to be written");
            }
            waiting.add(one);
            weightWaiting += weight;
            changed.signal();
        } finally {
            lock.unlock();
        }
        return one.answer();
    }

    /** Refuses new requests; returns when those that wait are answered, or after some seconds. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            for (var thread : threads) {
                thread.join(LAST_ANSWERS);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void answerUntilClosed() {
        try {
            for (var gathered = gathered(); !gathered.isEmpty(); gathered = gathered()) {
                answer(gathered);
                over(gathered);
            }
        } catch (InterruptedException nobodyDoesThat) {
            throw new IllegalStateException(nobodyDoesThat);
        }
    }

    private void over(List<Waiting<Q, A>> batch) {
        lock.lock();
        try {
            crowds -= isCrowd(batch) ? 1 : 0;
        } finally {
            lock.unlock();
        }
    }

    /** Everything that waits, up to the load, as soon as it is time; nothing when closed. */
    private List<Waiting<Q, A>> gathered() throws InterruptedException {
        lock.lock();
        try {
            long patience = COMPANY.toNanos();
            while (!closed && (waiting.isEmpty() || (isBetterLater() && patience > 0))) {
                if (waiting.isEmpty()) {
                    changed.await();
                    patience = COMPANY.toNanos();
                } else {
                    patience = changed.awaitNanos(patience);
                }
            }
            var gathered = new ArrayList<Waiting<Q, A>>();
            int weight = 0;
            while (!waiting.isEmpty() && weight < load.most()) {
                var next = waiting.remove();
                gathered.add(next);
                weight += next.weight();
            }
            weightWaiting -= weight;
            crowds += isCrowd(gathered) ? 1 : 0;
            return gathered;
        } finally {
            lock.unlock();
        }
    }

    private boolean isBetterLater() {
        return crowds > 0 && weightWaiting < load.many();
    }

    private static boolean isCrowd(List<?> batch) {
        return batch.size() >= CROWD;
    }

    private void answer(List<Waiting<Q, A>> together) {
        try {
            var answers =
                    work.answers().apply(together.stream().map(Waiting::request).toList());
            for (int i = 0; i < together.size(); i++) {
                together.get(i).answer().complete(answers.get(i));
            }
        } catch (RuntimeException | Error failed) { // whoever asked is told
            if (together.size() == 1 || work.failsAll().test(failed)) {
                together.forEach(one -> one.answer().completeExceptionally(failed));
            } else {
                together.forEach(one -> answer(List.of(one)));
            }
        }
    }

    /**
     * How requests are answered.
     *
     * @param weight how much of the load a request is, at least 1
     * @param answers to requests, in their order, all in one commit
     * @param failsAll whether a failure would meet every request, as one of the database being away
     */
    public record Work<Q, A>(
            ToIntFunction<Q> weight, Function<List<Q>, List<A>> answers, Predicate<Throwable> failsAll) {}

    /**
     * How much is done at once.
     *
     * @param threads that answer, each on a connection of its own
     * @param many weight that is worth a batch of its own beside one of a crowd
     * @param most weight of the requests of one commit; the last of them may go beyond
     * @param longest weight of all that wait; a request beyond is refused, unless nothing waits
     */
    public record Load(int threads, int many, int most, int longest) {}

    private record Waiting<Q, A>(Q request, int weight, CompletableFuture<A> answer) {}
}
