package io.ordo.scheduler.dispatching;

import io.ordo.scheduler.claiming.Claim;
import io.ordo.scheduler.claiming.Popped;
import io.ordo.scheduler.claiming.Popper.Wait;
import io.ordo.scheduler.claiming.Settlement;
import io.ordo.scheduler.coalescing.OverloadedException;
import io.ordo.scheduler.dispatching.Delivery.Refused;
import io.ordo.scheduler.dispatching.Packer.Undeliverable;
import io.ordo.scheduler.dispatching.Underway.HandOver;
import io.ordo.scheduler.lease.LeaseKey;
import io.ordo.scheduler.task.Report;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One queue on its way out: popped in rank order, as many at once as there is room for, and brought to where its tasks
 * want to be.
 */
final class Line {
    private static final Logger LOG = LoggerFactory.getLogger(Line.class);

    /** On their way at once, of one queue at one scheduler. */
    private static final int MOST = 2_000;

    /** Popped at once: what is small enough that the next ones need not wait for it. */
    private static final int BATCH = 500;

    /** So much room is worth a pop; less is waited with, for a moment. */
    private static final int WORTHWHILE = 50;

    private static final Duration MOMENT = Duration.ofMillis(2);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Before a pop that follows one in vain: who is sent home at once, because all are, shall not ask in circles. */
    private static final Duration BREATH = Duration.ofMillis(10);

    private static final Duration LAST = Duration.ofSeconds(2);

    private final String queue;
    private final Dispatcher.Parts parts;
    private final Reports reports;
    private final Underway underway;
    private final Outbox<Settlement> outbox;
    private final Outbox<HandOver> handOvers;
    private final Semaphore room = new Semaphore(MOST);
    private final Spots<Trip> spots;
    private final GateKeeper gateKeeper;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);

    Line(String queue, Dispatcher.Parts parts) {
        this.queue = queue;
        this.parts = parts;
        this.reports = new Reports(parts.random());
        this.underway = new Underway(parts.popping().leases());
        var popping = parts.popping();
        Predicate<Throwable> isAway = failed ->
                failed instanceof OverloadedException || popping.commits().isAway(failed);
        this.outbox = new Outbox<>("dispatcher-" + queue + "-outbox", popping.settler()::settle, isAway);
        this.handOvers = new Outbox<>("dispatcher-" + queue + "-hand-overs", underway::handOver, isAway);
        this.spots = new Spots<>(parts.random());
        this.gateKeeper = new GateKeeper(queue, parts, spots, new GateKeeper.Line() {
            @Override
            public void extend() {
                underway.extend(parts.nanos().getAsLong());
            }

            @Override
            public void sendAway(String place) {
                spots.find(place).ifPresent(spot -> Line.this.sendAway(place, spot));
            }
        });
        this.thread = Thread.ofVirtual().name("dispatcher-" + queue).start(this::run);
    }

    private void run() {
        try {
            while (closing.getCount() > 0) {
                round();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() throws InterruptedException {
        int free = free();
        int used = 0;
        try {
            var claim = new Claim(queue, free, null, parts.holder(), null);
            var popped = parts.popping()
                    .popper()
                    .pop(claim, List.of(), new Wait(PATIENCE, () -> closing.getCount() > 0))
                    .popped();
            used = popped.size();
            long now = parts.nanos().getAsLong();
            popped.forEach(one -> underway.add(one.lease(), now));
            popped.forEach(this::send);
            if (popped.isEmpty()) {
                var _ = closing.await(BREATH.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (RuntimeException | Error failed) { // a line never ends in silence
            LOG.warn("dispatch_round_failed queue={} error=\"{}\" next=tried_again", queue, failed.getMessage());
            var _ = closing.await(1, TimeUnit.SECONDS);
        } finally {
            room.release(free - used);
        }
    }

    /** Takes as much room as is worth a pop. */
    private int free() throws InterruptedException {
        int free = WORTHWHILE;
        if (!room.tryAcquire(WORTHWHILE, MOMENT.toNanos(), TimeUnit.NANOSECONDS)) {
            room.acquire();
            free = 1;
        }
        while (free < BATCH && room.tryAcquire()) {
            free++;
        }
        return free;
    }

    private void send(Popped popped) {
        try {
            var parcel = parts.packer().pack(popped);
            var courier = parts.couriers().to(parcel.address());
            var spot = spots.of(parcel.address().place(), courier.most());
            var trip = new Trip(popped, parcel, courier, spot);
            switch (spot.take(trip, parts.nanos().getAsLong())) {
                case GO -> goIfHeld(trip);
                case LEAVE -> settle(popped, Reports.behind(trip.place()));
                case WAIT -> {}
            }
        } catch (Undeliverable no) {
            settle(popped, reports.on(new Refused(no.reason(), no.error(), no.isRetryable(), false, null, null)));
        } catch (RuntimeException failed) {
            settle(popped, parts.popping().commits().isAway(failed) ? Report.RELEASED : broken(popped, failed));
        }
    }

    /** What waited for the database before it could be packed may have lost its lease meanwhile. */
    private void goIfHeld(Trip trip) {
        if (isHeld(trip)) {
            go(trip);
        } else {
            trip.spot().released();
            settle(trip.popped(), Report.RELEASED);
        }
    }

    private boolean isHeld(Trip trip) {
        return underway.isHeld(trip.popped().lease().key(), parts.nanos().getAsLong());
    }

    private Report broken(Popped popped, RuntimeException bug) {
        LOG.error("task_not_sent task={} next=tried_again", popped.task().id(), bug);
        return reports.on(Reports.BUG);
    }

    private void go(Trip trip) {
        var _ = delivery(trip).thenAccept(delivery -> {
            came(trip, delivery);
            goOn(trip.spot());
        });
    }

    private static CompletableFuture<Delivery> delivery(Trip trip) {
        try {
            return trip.courier().deliver(trip.parcel());
        } catch (RuntimeException bug) {
            LOG.error("parcel_not_taken task={} next=tried_again", trip.parcel().task(), bug);
            return CompletableFuture.completedFuture(Reports.BUG);
        }
    }

    /** A scheduler that stood still, or had no database, may have lost leases of those that wait. */
    private void goOn(Spot<Trip> spot) {
        var next = spot.next();
        while (next != null && !isHeld(next)) {
            spot.released();
            settle(next.popped(), Report.RELEASED);
            next = spot.next();
        }
        if (next != null) {
            go(next);
        }
        if (spot.calls()) {
            gateKeeper.ring();
        }
    }

    private void came(Trip trip, Delivery delivery) {
        long now = parts.nanos().getAsLong();
        var popped = trip.popped();
        switch (delivery) {
            case Delivery.Arrived(String receipt) -> {
                reached(trip);
                settle(popped, Reports.arrived(receipt));
            }
            case Delivery.Accepted _ -> {
                reached(trip);
                accepted(popped);
            }
            case Refused refused -> {
                if (refused.isPlace()) {
                    shut(trip, refused.reason(), trip.spot().troubled(now));
                } else {
                    reached(trip);
                }
                settle(popped, reports.on(refused));
            }
            case Delivery.Unreached _
            when closing.getCount() == 0 -> {
                trip.spot().released();
                settle(popped, Report.RELEASED);
            }
            case Delivery.Unreached(String reason, String error) -> {
                shut(trip, reason, trip.spot().away(now));
                settle(popped, Reports.unreached(trip.place(), reason, error));
            }
        }
    }

    private void accepted(Popped popped) {
        var key = popped.lease().key();
        handOvers.add(key, new HandOver(key, popped.task().work().timeout()), () -> left(key));
    }

    private void left(LeaseKey key) {
        underway.remove(key);
        room.release();
    }

    private void reached(Trip trip) {
        if (trip.spot().reached()) {
            gateKeeper.reopen(trip.place());
        }
    }

    private void shut(Trip trip, String reason, Duration pause) {
        if (pause.isPositive()) {
            gateKeeper.shut(trip.place(), reason, pause);
            sendAway(trip.place(), trip.spot());
        }
    }

    private void sendAway(String place, Spot<Trip> spot) {
        spot.leave().forEach(waiting -> settle(waiting.popped(), Reports.behind(place)));
    }

    private void settle(Popped popped, Report report) {
        var key = popped.lease().key();
        outbox.add(key, new Settlement(key, report), () -> left(key));
    }

    /** Pops nothing more. */
    void end() {
        closing.countDown();
        gateKeeper.end();
    }

    /** Waits for what is on its way, which couriers that are closed let end soon. */
    void join() {
        spots.all().forEach(spot -> spot.leave().forEach(trip -> settle(trip.popped(), Report.RELEASED)));
        try {
            thread.join(LAST);
            gateKeeper.join();
            handOvers.close();
            outbox.close();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** One task on its way. */
    private record Trip(Popped popped, Parcel parcel, Courier courier, Spot<Trip> spot) {
        String place() {
            return parcel.address().place();
        }
    }
}
