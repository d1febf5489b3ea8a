package io.ordo.scheduler.claiming;

import io.ordo.scheduler.task.Report;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Pops a queue's best tasks, and parks who asks of an empty queue until it gains one. */
public final class Popper implements AutoCloseable {
    /** The longest a request is parked. */
    public static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    /** A parked request looks again after this time, because another scheduler's tasks ring no bell here. */
    private static final Duration SAFETY_POLL = Duration.ofSeconds(1);

    private final Leases leases;
    private final Settler settler;
    private final Doorbell doorbell;
    private final AtomicInteger parked = new AtomicInteger();
    private volatile boolean closed;

    public Popper(Leases leases, Settler settler, Doorbell doorbell) {
        this.leases = leases;
        this.settler = settler;
        this.doorbell = doorbell;
    }

    /**
     * The best tasks as soon as there are any. A caller who left takes none: a worker that is gone would keep them
     * from the others for as long as a lease lasts.
     *
     * @param wait how long to park while there are none, zero for not at all
     * @return best first; empty when the wait was over first
     */
    public List<Popped> pop(Claim claim, Duration wait, Caller caller) throws InterruptedException {
        parked.incrementAndGet();
        try {
            return await(claim, wait, caller);
        } finally {
            parked.decrementAndGet();
        }
    }

    /** How many requests are here at this moment, almost all of them parked. */
    public int parked() {
        return parked.get();
    }

    /** Sends every parked request home within the second: its caller finds another scheduler. */
    @Override
    public void close() {
        closed = true;
    }

    private List<Popped> await(Claim claim, Duration wait, Caller caller) throws InterruptedException {
        long end = System.nanoTime() + wait.toNanos();
        while (caller.isThere()) {
            long rings = doorbell.rings(claim.queue());
            var popped = leases.claim(claim);
            long left = end - System.nanoTime();
            if (!popped.isEmpty() || left <= 0 || closed) {
                return handedOver(popped, caller);
            }
            doorbell.await(claim.queue(), rings, Duration.ofNanos(Math.min(left, SAFETY_POLL.toNanos())));
        }
        return List.of();
    }

    private List<Popped> handedOver(List<Popped> popped, Caller caller) {
        if (caller.isThere()) {
            return popped;
        }
        popped.forEach(one -> settler.settle(one.lease().key(), Report.RELEASED));
        return List.of();
    }
}
