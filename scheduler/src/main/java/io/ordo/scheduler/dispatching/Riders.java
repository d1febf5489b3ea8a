package io.ordo.scheduler.dispatching;

import io.ordo.scheduler.dispatching.Delivery.Refused;
import io.ordo.scheduler.dispatching.Delivery.Unreached;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One rider for each place, with a thread of its own: who gives a parcel never waits, a place that is away holds up no
 * other, and parcels for one place leave in the order in which they were given. A rider takes all that has come
 * meanwhile at once, and leaves when nothing has come for a while.
 *
 * @param <P> a place
 */
public final class Riders<P> implements AutoCloseable {
    /** The most parcels of one ride. */
    private static final int LOAD = 500;

    /** How long what is on its way at the end is waited for. */
    private static final Duration LAST = Duration.ofSeconds(2);

    private static final Refused FAILED = new Refused("unconfirmed", "The ride failed.", true, false, null, null);
    private static final Unreached STOPPING = new Unreached("stopped", "This scheduler stops.");
    private static final Refused TOO_MANY = new Refused(
            "too_many_places", "More places than this scheduler serves at once are busy.", true, false, null, null);

    private static final Logger LOG = LoggerFactory.getLogger(Riders.class);

    private final int most;
    private final Duration idle;
    private final Function<P, Rider> hire;
    private final ReentrantLock lock = new ReentrantLock();

    /** The one that was given a parcel longest ago first. */
    private final Map<P, Round> rounds = new LinkedHashMap<>(16, 0.75f, true);

    private boolean isClosed;

    /**
     * @param most riders at once; one more takes the place of the one that has had nothing to do for the longest
     * @param idle after which a rider leaves
     * @param hire makes one without waiting for its place
     */
    public Riders(int most, Duration idle, Function<P, Rider> hire) {
        this.most = most;
        this.idle = idle;
        this.hire = hire;
    }

    /**
     * Gives a parcel to the rider of a place, without waiting.
     *
     * @return what came of it; see {@link Errand#delivery}
     */
    public CompletableFuture<Delivery> give(P place, Parcel parcel) {
        var errand = new Errand(parcel, new CompletableFuture<>());
        lock.lock();
        try {
            if (isClosed) {
                errand.end(STOPPING);
            } else {
                var round = round(place);
                if (round == null) {
                    errand.end(TOO_MANY);
                } else {
                    round.add(errand);
                }
            }
        } finally {
            lock.unlock();
        }
        return errand.delivery();
    }

    private @Nullable Round round(P place) {
        var round = rounds.get(place);
        if (round == null && (rounds.size() < most || dismissOne())) {
            round = new Round(place);
            rounds.put(place, round);
            round.thread.start();
        }
        return round;
    }

    private boolean dismissOne() {
        for (var round : rounds.values()) {
            if (round.open == 0) {
                rounds.remove(round.place);
                round.dismiss();
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        var left = new ArrayList<Errand>();
        List<Round> last;
        lock.lock();
        try {
            isClosed = true;
            last = List.copyOf(rounds.values());
            for (var round : last) {
                left.addAll(round.waiting);
                round.waiting.clear();
                round.dismiss();
            }
        } finally {
            lock.unlock();
        }
        left.forEach(errand -> errand.end(STOPPING));
        join(last.stream().map(round -> round.thread).toList());
    }

    /** Who still waits for a place then is woken. */
    private static void join(List<Thread> threads) {
        long end = System.nanoTime() + LAST.multipliedBy(2).toNanos();
        try {
            for (var thread : threads) {
                var _ = thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            }
            threads.forEach(Thread::interrupt);
        } catch (InterruptedException stopped) {
            threads.forEach(Thread::interrupt);
            Thread.currentThread().interrupt();
        }
    }

    private final class Round implements Runnable {
        private final P place;
        private final Thread thread = Thread.ofVirtual().name("rider").unstarted(this);
        private final ArrayDeque<Errand> waiting = new ArrayDeque<>();
        private final Condition changed = lock.newCondition();

        /** Errands that have not ended. */
        private int open;

        private boolean isDismissed;

        private Round(P place) {
            this.place = place;
        }

        private void add(Errand errand) {
            open++;
            waiting.add(errand);
            changed.signal();
            var _ = errand.delivery().whenComplete((_, _) -> ended());
        }

        private void ended() {
            lock.lock();
            try {
                open--;
                if (open == 0) {
                    changed.signal();
                }
            } finally {
                lock.unlock();
            }
        }

        private void dismiss() {
            isDismissed = true;
            changed.signal();
        }

        @Override
        public void run() {
            try (var rider = hire.apply(place)) {
                for (var errands = next(); !errands.isEmpty(); errands = next()) {
                    ride(rider, errands);
                }
                awaitLast();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } finally {
                leave();
            }
        }

        /** Whoever still waits for a rider that has gone before its time shall not wait for ever. */
        private void leave() {
            var left = new ArrayList<Errand>();
            lock.lock();
            try {
                rounds.remove(place, this);
                left.addAll(waiting);
                waiting.clear();
            } finally {
                lock.unlock();
            }
            left.forEach(errand -> errand.end(FAILED));
        }

        private void ride(Rider rider, List<Errand> errands) {
            try {
                rider.ride(errands);
            } catch (RuntimeException | Error failed) {
                LOG.error("A ride failed, its tasks are tried again as their jobs say", failed);
                errands.forEach(errand -> errand.end(FAILED));
            }
        }

        /** What waits, as soon as there is something; empty when the rider is to leave. */
        private List<Errand> next() throws InterruptedException {
            lock.lockInterruptibly();
            try {
                long left = idle.toNanos();
                while (waiting.isEmpty() && !isDismissed && (left > 0 || open > 0)) {
                    left = changed.awaitNanos(left > 0 ? left : idle.toNanos());
                }
                if (waiting.isEmpty()) {
                    rounds.remove(place, this);
                }
                return load();
            } finally {
                lock.unlock();
            }
        }

        private List<Errand> load() {
            var errands = new ArrayList<Errand>(Math.min(LOAD, waiting.size()));
            while (!waiting.isEmpty() && errands.size() < LOAD) {
                errands.add(waiting.remove());
            }
            return errands;
        }

        private void awaitLast() throws InterruptedException {
            lock.lockInterruptibly();
            try {
                long left = LAST.toNanos();
                while (open > 0 && left > 0) {
                    left = changed.awaitNanos(left);
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
