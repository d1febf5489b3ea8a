package io.ordo.scheduler.claiming;

import java.time.Duration;
import java.util.List;

/** Pops a queue's best tasks, and parks who asks of an empty queue until it gains one. */
public final class Popper implements AutoCloseable {
    /** The longest a request is parked. */
    public static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    /** A parked request looks again after this time, because another scheduler's tasks ring no bell here. */
    private static final Duration SAFETY_POLL = Duration.ofSeconds(1);

    private final Leases leases;
    private final Doorbell doorbell;
    private volatile boolean closed;

    public Popper(Leases leases, Doorbell doorbell) {
        this.leases = leases;
        this.doorbell = doorbell;
    }

    /**
     * The best tasks as soon as there are any.
     *
     * @param wait how long to park while there are none, zero for not at all
     * @return best first; empty when the wait was over first
     */
    public List<Popped> pop(Claim claim, Duration wait) throws InterruptedException {
        long end = System.nanoTime() + wait.toNanos();
        while (true) {
            long rings = doorbell.rings(claim.queue());
            var popped = leases.claim(claim);
            long left = end - System.nanoTime();
            if (!popped.isEmpty() || left <= 0 || closed) {
                return popped;
            }
            doorbell.await(claim.queue(), rings, Duration.ofNanos(Math.min(left, SAFETY_POLL.toNanos())));
        }
    }

    /** Sends every parked request home within the second: its caller finds another scheduler. */
    @Override
    public void close() {
        closed = true;
    }
}
