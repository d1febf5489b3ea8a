package io.ordo.scheduler.claiming;

import io.ordo.scheduler.lease.Lease;
import io.ordo.scheduler.lease.LeaseKey;
import io.ordo.scheduler.task.Report;
import io.ordo.scheduler.task.Task;
import io.ordo.scheduler.work.RetryPolicy;
import io.ordo.scheduler.work.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Leases in memory, as far as {@link Popper} and {@link Settler} use them. */
final class Shelf implements Leases {
    private final Queue<Popped> queued = new ArrayDeque<>();
    private final CountDownLatch looks;
    private final Settled answer;
    private int claims;
    private int puts;
    private int released;

    private Shelf(int looks, Settled answer) {
        this.looks = new CountDownLatch(looks);
        this.answer = answer;
    }

    /** An empty shelf; {@link #awaitLooks} waits for so many looks at it. */
    static Shelf awaiting(int looks) {
        return new Shelf(looks, new Settled.Stale());
    }

    static Shelf answering(Settled answer) {
        return new Shelf(0, answer);
    }

    synchronized void put() {
        var now = Instant.parse("2030-06-01T12:00:00Z");
        var work = new Work("default", null, 3, "{}", RetryPolicy.DEFAULT, Duration.ofMinutes(5));
        puts++;
        var task = new Task(new UUID(0, puts), null, null, work, now);
        var key = new LeaseKey(task.id(), puts);
        queued.add(new Popped(task, new Lease(key, 1, now.plusSeconds(60), Duration.ofSeconds(60))));
    }

    void awaitLooks() throws InterruptedException {
        looks.await();
    }

    synchronized int claims() {
        return claims;
    }

    synchronized int released() {
        return released;
    }

    @Override
    public synchronized List<Popped> claim(Claim claim) {
        claims++;
        looks.countDown();
        var popped = queued.stream().limit(claim.limit()).toList();
        queued.removeAll(popped);
        return popped;
    }

    @Override
    public synchronized Settled settle(LeaseKey key, Report report) {
        if (report.equals(Report.RELEASED)) {
            released++;
        }
        return answer;
    }

    @Override
    public boolean start(LeaseKey key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<LeaseKey, Instant> extend(List<LeaseKey> keys, @Nullable Duration length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Boolean> cancel(UUID task) {
        throw new UnsupportedOperationException();
    }
}
