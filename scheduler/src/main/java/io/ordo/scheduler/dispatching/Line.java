package io.ordo.scheduler.dispatching;

import io.ordo.scheduler.claiming.Claim;
import io.ordo.scheduler.claiming.Popped;
import io.ordo.scheduler.claiming.Popper.Wait;
import io.ordo.scheduler.claiming.Settlement;
import io.ordo.scheduler.coalescing.OverloadedException;
import io.ordo.scheduler.dispatching.Delivery.Refused;
import io.ordo.scheduler.dispatching.Packer.Undeliverable;
import io.ordo.scheduler.task.Outcome;
import io.ordo.scheduler.task.Report;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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

    private static final Refused BUG =
            new Refused("internal", "A fault of Ordo; its log says more.", true, false, null, null);

    private static final Duration MOMENT = Duration.ofMillis(2);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Before a pop that follows one in vain: who is sent home at once, because all are, shall not ask in circles. */
    private static final Duration BREATH = Duration.ofMillis(10);

    private static final Duration LAST = Duration.ofSeconds(2);

    /** Retries come later by up to this part of their pause. */
    private static final double SPREAD = 0.2;

    private final String queue;
    private final Dispatcher.Parts parts;
    private final Underway underway;
    private final Outbox outbox;
    private final Semaphore room = new Semaphore(MOST);
    private final Spots<Trip> spots;
    private final GateKeeper gateKeeper;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);

    Line(String queue, Dispatcher.Parts parts) {
        this.queue = queue;
        this.parts = parts;
        this.underway = new Underway(parts.popping().leases());
        var popping = parts.popping();
        this.outbox = new Outbox(
                "dispatcher-" + queue,
                popping.settler()::settle,
                failed -> failed instanceof OverloadedException
                        || popping.commits().isAway(failed));
        this.spots = new Spots<>(parts.random());
        this.gateKeeper = new GateKeeper(queue, parts, spots, this::extend);
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
            popped.forEach(this::send);
            if (popped.isEmpty()) {
                var _ = closing.await(BREATH.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (RuntimeException failed) {
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
        underway.add(popped.lease(), parts.nanos().getAsLong());
        try {
            var parcel = parts.packer().pack(popped);
            var courier = parts.couriers().to(parcel.address());
            var spot = spots.of(parcel.address().place(), courier.most());
            var trip = new Trip(popped, parcel, courier, spot);
            switch (spot.take(trip, parts.nanos().getAsLong())) {
                case GO -> go(trip);
                case LEAVE -> settle(popped, released(trip.place()));
                case WAIT -> {}
            }
        } catch (Undeliverable no) {
            settle(popped, refused(new Refused(no.reason(), no.error(), no.isRetryable(), false, null, null)));
        } catch (RuntimeException failed) {
            settle(popped, parts.popping().commits().isAway(failed) ? Report.RELEASED : broken(popped, failed));
        }
    }

    private Report broken(Popped popped, RuntimeException bug) {
        LOG.error("task_not_sent task={} next=tried_again", popped.task().id(), bug);
        return refused(BUG);
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
            return CompletableFuture.completedFuture(BUG);
        }
    }

    /** A scheduler that stood still, or had no database, may have lost leases of those that wait. */
    private void goOn(Spot<Trip> spot) {
        var next = spot.next();
        while (next != null
                && !underway.isHeld(next.popped().lease().key(), parts.nanos().getAsLong())) {
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
                settle(popped, new Report(new Outcome.Succeeded(), receipt, null, null, null, null));
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
                settle(popped, refused(refused));
            }
            case Delivery.Unreached _
            when closing.getCount() == 0 -> {
                trip.spot().released();
                settle(popped, Report.RELEASED);
            }
            case Delivery.Unreached(String reason, String error) -> {
                shut(trip, reason, trip.spot().away(now));
                settle(popped, new Report(new Outcome.Released(trip.place()), null, reason, error, null, null));
            }
        }
    }

    private void extend() {
        underway.extend(parts.nanos().getAsLong());
    }

    private void accepted(Popped popped) {
        try {
            underway.handOver(popped.lease().key(), popped.task().work().timeout());
        } catch (RuntimeException away) {
            LOG.warn(
                    "lease_not_handed_over task={} error=\"{}\" next=delivered_again",
                    popped.task().id(),
                    away.getMessage());
        }
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
            trip.spot().leave().forEach(waiting -> settle(waiting.popped(), released(trip.place())));
        }
    }

    private void settle(Popped popped, Report report) {
        outbox.add(new Settlement(popped.lease().key(), report), () -> {
            underway.remove(popped.lease().key());
            room.release();
        });
    }

    private Report refused(Refused refused) {
        var notBefore = refused.notBefore() == null ? Duration.ZERO : refused.notBefore();
        return new Report(
                failed(refused.isRetryable(), notBefore),
                refused.receipt(),
                refused.reason(),
                refused.error(),
                null,
                null);
    }

    private Outcome failed(boolean isRetryable, Duration notBefore) {
        return new Outcome.Failed(
                isRetryable, notBefore, SPREAD * parts.random().nextDouble());
    }

    private static Report released(String gate) {
        return new Report(new Outcome.Released(gate), null, null, null, null, null);
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
