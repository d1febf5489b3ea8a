package io.ordo.scheduler.claiming;

import io.ordo.scheduler.arriving.Doorbell;
import io.ordo.scheduler.arriving.Walks;
import io.ordo.scheduler.claiming.Exchange.Exchanged;
import io.ordo.scheduler.claiming.Exchange.Request;
import io.ordo.scheduler.coalescing.Coalescer;
import io.ordo.scheduler.coalescing.OverloadedException;
import io.ordo.scheduler.filter.FilterTooSlow;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pops a queue's best tasks, and parks who asks of an empty queue until it gains one. */
public final class Popper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Popper.class);

    /** The longest a request is parked. */
    public static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    /** How many more than asked for a pop with a filter chooses from: others may be after the same tasks. */
    private static final int SPARE = 100;

    /**
     * How long a parked pop with a filter waits at least between two searches, which cost far more than a look at the
     * head: at first, and when it has searched in vain again and again.
     */
    private static final Duration SHORTEST_BREATH = Duration.ofMillis(50);

    private static final Duration LONGEST_BREATH = Duration.ofSeconds(2);

    /** How many times rarer a parked pop with a filter looks again though nobody rang. */
    private static final int RARER = 10;

    private final Function<Request, CompletableFuture<Exchanged>> exchange;
    private final Walks walks;
    private final Doorbell doorbell;
    private final Duration safetyPoll;
    private final AtomicInteger parked = new AtomicInteger();
    private volatile boolean closed;

    /**
     * @param exchange answers one request, once that is durable
     * @param safetyPoll after how long a parked request looks again though nobody rang
     */
    public Popper(
            Function<Request, CompletableFuture<Exchanged>> exchange,
            Walks walks,
            Doorbell doorbell,
            Duration safetyPoll) {
        this.exchange = exchange;
        this.walks = walks;
        this.doorbell = doorbell;
        this.safetyPoll = safetyPoll;
    }

    /**
     * Settles what the caller brings, at once, and pops the best tasks as soon as there are any. A caller who left
     * takes none: a worker that is gone would keep them from the others for as long as a lease lasts.
     *
     * <p>What passes a filter is found before anything is settled or locked, and then claimed by key: a search that
     * takes long or fails is the caller's alone, and nothing came of that request.
     *
     * @param wait how long to park while there are none, zero for not at all
     * @return no tasks when the wait was over first
     * @throws FilterTooSlow when the search for what passes the filter takes too long
     */
    public Exchanged pop(Claim claim, List<Settlement> settlements, Wait wait) throws InterruptedException {
        var got = pop(claim, settlements, wait, this::exchange);
        return new Exchanged(got.settled(), handedOver(got.popped(), wait.caller()));
    }

    /**
     * As {@link #pop(Claim, List, Wait)}, without waiting: only a pop that must be parked takes a thread.
     *
     * @param claim without a filter
     */
    public CompletableFuture<Exchanged> popLater(Claim claim, List<Settlement> settlements, Wait wait) {
        long end = System.nanoTime() + wait.longest().toNanos();
        long rings = doorbell.rings(claim.queue());
        return exchange.apply(new Request(claim, settlements)).thenCompose(first -> {
            if (!first.popped().isEmpty() || left(end) <= 0 || !stays(wait.caller())) {
                return CompletableFuture.completedFuture(
                        new Exchanged(first.settled(), handedOver(first.popped(), wait.caller())));
            }
            var stay = new Stay(claim, wait.caller(), end, rings);
            return CompletableFuture.supplyAsync(() -> parkedOrClosing(stay), Thread::startVirtualThread)
                    .thenApply(popped -> new Exchanged(first.settled(), popped));
        });
    }

    private List<Popped> parkedOrClosing(Stay stay) {
        try {
            return handedOver(park(stay, this::exchange), stay.caller());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private Exchanged exchange(Request request) {
        return Coalescer.awaited(exchange.apply(request));
    }

    /**
     * As {@link #pop(Claim, List, Wait)}, each look by a way of the caller's own. What was taken stays taken though the
     * caller has left: he may come again for the same.
     */
    public Exchanged pop(Claim claim, List<Settlement> settlements, Wait wait, Function<Request, Exchanged> look)
            throws InterruptedException {
        long end = System.nanoTime() + wait.longest().toNanos();
        long rings = doorbell.rings(claim.queue());
        var first = look.apply(request(wait.caller().isThere() ? claim : null, settlements));
        var popped = first.popped().isEmpty() ? park(new Stay(claim, wait.caller(), end, rings), look) : first.popped();
        return new Exchanged(first.settled(), popped);
    }

    /** How many requests are parked at this moment. */
    public int parked() {
        return parked.get();
    }

    /** Sends every parked request home within the second: its caller finds another scheduler. */
    @Override
    public void close() {
        closed = true;
    }

    private List<Popped> park(Stay stay, Function<Request, Exchanged> look) throws InterruptedException {
        parked.incrementAndGet();
        try {
            return awaited(stay, look);
        } finally {
            parked.decrementAndGet();
        }
    }

    private List<Popped> awaited(Stay stay, Function<Request, Exchanged> look) throws InterruptedException {
        var queue = stay.claim().queue();
        var popped = List.<Popped>of();
        long rings = stay.rings();
        var breath = SHORTEST_BREATH;
        for (long left = left(stay.end());
                popped.isEmpty() && left > 0 && stays(stay.caller());
                left = left(stay.end())) {
            await(stay, rings, breath);
            breath = breath.multipliedBy(2).compareTo(LONGEST_BREATH) > 0 ? LONGEST_BREATH : breath.multipliedBy(2);
            rings = doorbell.rings(queue);
            if (stay.caller().isThere()) {
                popped = again(stay.claim(), look);
            } else {
                doorbell.ring(queue, 1); // for the next in the line: who left may have been woken in his place
            }
        }
        return popped;
    }

    private Request request(@Nullable Claim claim, List<Settlement> settlements) {
        if (claim == null || claim.filter() == null) {
            return new Request(claim, settlements);
        }
        var found = walks.find(claim.queue(), claim.filter());
        return new Request(claim, found.subList(0, Math.min(claim.limit() + SPARE, found.size())), settlements);
    }

    private void await(Stay stay, long rings, Duration breath) throws InterruptedException {
        var queue = stay.claim().queue();
        long left = left(stay.end());
        if (stay.claim().filter() == null) {
            doorbell.await(queue, rings, Duration.ofNanos(Math.min(left, safetyPoll.toNanos())));
        } else {
            long time = Math.min(left, safetyPoll.multipliedBy(RARER).toNanos());
            doorbell.awaitBeside(queue, rings, breath, Duration.ofNanos(time));
        }
    }

    /** Who is parked already stays when a search fails for want of time or room. */
    private List<Popped> again(Claim claim, Function<Request, Exchanged> look) {
        try {
            return look.apply(request(claim, List.of())).popped();
        } catch (FilterTooSlow | OverloadedException busy) {
            LOG.debug("parked_search_failed queue={} because={}", claim.queue(), busy.getMessage());
            return List.of();
        }
    }

    private boolean stays(Caller caller) {
        return !closed && caller.isThere();
    }

    private static long left(long end) {
        return end - System.nanoTime();
    }

    private List<Popped> handedOver(List<Popped> popped, Caller caller) {
        if (popped.isEmpty() || caller.isThere()) {
            return popped;
        }
        var releases = popped.stream().map(one -> Settlement.release(one.lease().key()));
        var _ = exchange.apply(new Request(null, releases.toList()));
        return List.of();
    }

    /**
     * A caller who stays.
     *
     * @param end of the wait, in the JVM's nanoseconds
     * @param rings that were heard before the last look
     */
    private record Stay(Claim claim, Caller caller, long end, long rings) {}

    /**
     * How patient a caller is.
     *
     * @param longest zero to {@link #LONGEST_WAIT}
     */
    public record Wait(Duration longest, Caller caller) {
        /** Asks once, and stays for the answer. */
        public static final Wait NOT = new Wait(Duration.ZERO, () -> true);
    }
}
