package io.ordo.scheduler.claiming;

import io.ordo.scheduler.arriving.Candidates;
import io.ordo.scheduler.claiming.Exchange.Exchanged;
import io.ordo.scheduler.claiming.Exchange.Request;
import io.ordo.scheduler.filter.Filter;
import io.ordo.scheduler.filter.FilterTooSlow;
import io.ordo.scheduler.lease.Lease;
import io.ordo.scheduler.lease.LeaseKey;
import io.ordo.scheduler.queue.Place;
import io.ordo.scheduler.task.Report;
import io.ordo.scheduler.task.Status;
import io.ordo.scheduler.task.Task;
import io.ordo.scheduler.task.Task.Source;
import io.ordo.scheduler.work.RetryPolicy;
import io.ordo.scheduler.work.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An exchange and the queue behind it in memory, as far as {@link Popper} uses them. */
final class Shelf implements Function<Request, Exchanged>, Candidates {
    private final Queue<Popped> queued = new ArrayDeque<>();
    private final CountDownLatch looks;
    private int claims;
    private int puts;
    private int released;
    private int searches;
    private boolean isHidden;
    private boolean isBroken;

    private Shelf(int looks) {
        this.looks = new CountDownLatch(looks);
    }

    /** An empty shelf; {@link #awaitLooks} waits for so many looks at it. */
    static Shelf awaiting(int looks) {
        return new Shelf(looks);
    }

    synchronized void put() {
        var now = Instant.parse("2030-06-01T12:00:00Z");
        var work = new Work("default", null, 3, "{}", RetryPolicy.DEFAULT, Duration.ofMinutes(5));
        puts++;
        var task = new Task(new UUID(0, puts), Source.PUSH, work, null, now);
        var key = new LeaseKey(task.id(), puts);
        queued.add(new Popped(
                task,
                new Lease(key, 1, now.plusSeconds(60), Duration.ofSeconds(60)),
                new Place(puts, puts, task.id()),
                null));
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

    synchronized int searches() {
        return searches;
    }

    /** From now on no search finds anything. */
    synchronized void hideFromSearches() {
        isHidden = true;
    }

    /** From now on every search fails. */
    synchronized void breakSearches() {
        isBroken = true;
    }

    @Override
    public List<Place> after(String queue, @Nullable Place after, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public synchronized Stretch matching(String queue, Filter filter, @Nullable Place after) {
        searches++;
        if (isBroken) {
            throw new FilterTooSlow(List.of(), Duration.ofSeconds(5));
        }
        var places = queued.stream()
                .map(one -> new Place(
                        0, one.task().id().getLeastSignificantBits(), one.task().id()))
                .toList();
        return new Stretch(isHidden ? List.of() : places, null);
    }

    @Override
    public synchronized Exchanged apply(Request request) {
        var settled = request.settlements().stream()
                .<Settled>map(_ -> new Settled.Moved(Status.QUEUED, "default", null, null))
                .toList();
        released += (int) request.settlements().stream()
                .filter(settlement -> settlement.report().equals(Report.RELEASED))
                .count();
        return new Exchanged(
                settled, request.claim() == null ? List.of() : claim(new Demand(request.claim(), request.choice())));
    }

    private List<Popped> claim(Demand demand) {
        claims++;
        looks.countDown();
        var popped = queued.stream().limit(demand.open()).toList();
        queued.removeAll(popped);
        return popped;
    }
}
