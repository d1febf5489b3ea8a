package io.ordo.scheduler.dispatching;

import io.ordo.scheduler.arriving.Arrivals;
import io.ordo.scheduler.dispatching.Gates.Gate;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shuts gates before places that are away, and lets tasks through where there is room behind them: one at a time where
 * a place is tried, all in their rank where it has been reached again.
 */
final class GateKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(GateKeeper.class);
    private static final Duration ROUND = Duration.ofSeconds(1);
    private static final Duration LAST = Duration.ofSeconds(2);
    private static final int BATCH = 500;

    /** So long a try is waited for of which nothing is heard; what it says decides when the next one is. */
    private static final Duration TRY = Duration.ofSeconds(30);

    private final String queue;
    private final Gates gates;
    private final Arrivals arrivals;
    private final Spots<?> spots;
    private final Line line;
    private final Predicate<Throwable> isAway;
    private final LongSupplier nanos;
    private final Semaphore bell = new Semaphore(0);

    /** Made on the keeper's own thread: whoever learns what came of a parcel has no time to wait for a database. */
    private final Queue<Runnable> changes = new ConcurrentLinkedQueue<>();

    private final Thread thread;
    private volatile boolean isClosing;

    GateKeeper(String queue, Dispatcher.Parts parts, Spots<?> spots, Line line) {
        this.queue = queue;
        this.gates = parts.gates();
        this.arrivals = parts.popping().arrivals();
        this.nanos = parts.nanos();
        this.spots = spots;
        this.line = line;
        this.isAway = parts.popping().commits()::isAway;
        this.thread = Thread.ofVirtual().name("dispatcher-" + queue + "-gates").start(this::run);
    }

    /** A place is away. */
    void shut(String place, String reason, Duration pause) {
        LOG.warn("target_away queue={} place={} reason={} next_try_in={}", queue, place, reason, pause);
        changes.add(() -> gates.shut(queue, place, reason, pause));
        ring();
    }

    /** A place has been reached that was away. */
    void reopen(String place) {
        LOG.info("target_reached_again queue={} place={}", queue, place);
        changes.add(() -> gates.open(queue, place));
        ring();
    }

    /** There is room again for some that had to leave. */
    void ring() {
        bell.release();
    }

    void end() {
        isClosing = true;
        ring();
    }

    void join() throws InterruptedException {
        thread.join(LAST);
    }

    private void run() {
        try {
            boolean isMore = false;
            while (!isClosing) {
                if (!isMore && bell.tryAcquire(ROUND.toNanos(), TimeUnit.NANOSECONDS)) {
                    bell.drainPermits();
                }
                isMore = round();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean round() {
        try {
            for (var change = changes.peek(); change != null; change = changes.peek()) {
                make(change);
                changes.remove();
            }
            line.extend();
            return tend();
        } catch (RuntimeException | Error failed) { // a keeper never ends in silence
            LOG.warn("gates_not_tended queue={} error=\"{}\" next=tried_again", queue, failed.getMessage());
            return false;
        }
    }

    /** One that meets an outage is made after it. */
    private void make(Runnable change) {
        try {
            change.run();
        } catch (RuntimeException failed) {
            if (isAway.test(failed)) {
                throw failed;
            }
            LOG.error("gate_not_changed queue={} next=tried_again_when_it_matters", queue, failed);
        }
    }

    /** Whether there may be more to do at once. */
    private boolean tend() {
        var known = gates.of(queue);
        for (var place : spots.places()) {
            var gate = known.get(place);
            var spot = spots.find(place);
            if (gate == null || !gate.isShut()) {
                spot.ifPresent(Spot::foundOpen);
            } else {
                spot.ifPresent(one -> one.shut(gate.failures()));
                line.sendAway(place);
            }
        }
        spots.forgetIdle();
        boolean isMore = false;
        for (var gate : known.entrySet()) {
            isMore |= gate.getValue().isShut() ? isTried(gate.getKey(), gate.getValue()) : isFull(gate.getKey(), BATCH);
        }
        return isMore;
    }

    private boolean isTried(String place, Gate gate) {
        if (gates.isMineToTry(queue, place, TRY)) {
            if (gate.hasTasks()) {
                spots.find(place).ifPresent(spot -> spot.awaitTry(nanos.getAsLong()));
                letThrough(place, 1);
            } else {
                gates.open(queue, place); // nobody waits for it
            }
        }
        return false;
    }

    private boolean isFull(String place, int batch) {
        int room = spots.find(place).map(Spot::room).orElse(batch);
        int most = Math.min(batch, room);
        return most > 0 && letThrough(place, most) == batch;
    }

    private int letThrough(String place, int most) {
        var through = gates.letThrough(queue, place, most);
        arrivals.arrived(queue, through.open());
        arrivals.touched(through.limits());
        return through.count();
    }

    /** The line whose gates these are. */
    interface Line {
        /** Makes the leases of what is on its way longer; in every round. */
        void extend();

        /** Sends those back behind its gate who wait here for a place that is away. */
        void sendAway(String place);
    }
}
