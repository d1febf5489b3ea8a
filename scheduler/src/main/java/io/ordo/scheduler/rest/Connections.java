package io.ordo.scheduler.rest;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/**
 * Connections by their routes: so many at once on each, and the idle ones used again, the newest first. A route nobody
 * uses leaves nothing behind.
 */
final class Connections implements AutoCloseable {
    /** Shorter than common servers keep one: who closes first meets no request on its way. */
    private static final long LONGEST_IDLE = Duration.ofSeconds(4).toNanos();

    /** One that was idle longer is asked whether it still stands, which takes a millisecond. */
    private static final long UNASKED = Duration.ofMillis(200).toNanos();

    /** On all routes together: each costs this process and a server a file. */
    private static final int MOST_IDLE = 256;

    private final Connector connector;
    private final int mostAtOnce;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Route, Lane> lanes = new HashMap<>();
    private int idle;
    private boolean isClosed;

    /**
     * None yet.
     *
     * @param mostAtOnce on one route
     * @param nanos as {@link System#nanoTime}
     */
    Connections(Connector connector, int mostAtOnce, LongSupplier nanos) {
        this.connector = connector;
        this.mostAtOnce = mostAtOnce;
        this.nanos = nanos;
    }

    /** Those of one route. */
    private static final class Lane {
        private final Route route;
        private final Condition left;
        private final Deque<Idle> idle = new ArrayDeque<>();

        /** Who has a connection or opens one. */
        private int busy;

        /** Those, and who waits to be one of them. */
        private int users;

        Lane(Route route, Condition left) {
            this.route = route;
            this.left = left;
        }
    }

    /** @param since in nanoseconds, by the watch of these connections */
    private record Idle(DefaultBHttpClientConnection connection, long since) {
        boolean stillStands(long now) {
            try {
                return now - since <= LONGEST_IDLE && (now - since <= UNASKED || !connection.isStale());
            } catch (IOException broken) {
                return false;
            }
        }

        void close() {
            connection.close(CloseMode.GRACEFUL);
        }
    }

    /** A connection in the hands of somebody, who ends with {@link #keep} or {@link #drop}. */
    final class Line {
        private final Lane lane;
        private final DefaultBHttpClientConnection connection;

        private Line(Lane lane, DefaultBHttpClientConnection connection) {
            this.lane = lane;
            this.connection = connection;
        }

        DefaultBHttpClientConnection connection() {
            return connection;
        }

        /** All of the answer was read, and the server awaits another request. */
        void keep() {
            if (!leave(lane, connection)) {
                connection.close(CloseMode.GRACEFUL);
            }
        }

        /** Ends it, whatever may still come. */
        void drop() {
            connection.close(CloseMode.IMMEDIATE);
            leave(lane, null);
        }
    }

    /** One of so many at once on a route, in the hands of somebody, who ends it with its line. */
    final class Turn {
        private final Lane lane;

        private Turn(Lane lane) {
            this.lane = lane;
        }

        /**
         * The line there is, or another one.
         *
         * @param patience for a connection, where there is none to be used again
         * @throws IOException when no connection can be had; then the turn is over
         */
        Line connect(Duration patience) throws IOException {
            try {
                for (var kept = newest(lane); kept != null; kept = newest(lane)) {
                    if (kept.stillStands(nanos.getAsLong())) {
                        return new Line(lane, kept.connection());
                    }
                    kept.close();
                }
                return new Line(lane, connector.open(lane.route, patience));
            } catch (IOException | RuntimeException failed) {
                leave(lane, null);
                throw failed;
            }
        }
    }

    /** Waits for a turn on a route. */
    Turn turn(Route route) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            var lane = lanes.computeIfAbsent(route, one -> new Lane(one, lock.newCondition()));
            lane.users++;
            try {
                while (lane.busy == mostAtOnce) {
                    lane.left.await();
                }
            } catch (InterruptedException gaveUp) {
                lane.users--;
                throw gaveUp;
            }
            lane.busy++;
            return new Turn(lane);
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Idle newest(Lane lane) {
        lock.lock();
        try {
            var newest = lane.idle.pollFirst();
            idle -= newest == null ? 0 : 1;
            return newest;
        } finally {
            lock.unlock();
        }
    }

    /** @return whether the connection is kept */
    private boolean leave(Lane lane, @Nullable DefaultBHttpClientConnection connection) {
        lock.lock();
        try {
            boolean isKept = connection != null && !isClosed && idle < MOST_IDLE;
            if (connection != null && isKept) {
                lane.idle.addFirst(new Idle(connection, nanos.getAsLong()));
                idle++;
            }
            lane.busy--;
            lane.users--;
            lane.left.signal();
            forgetIfUnused(lane);
            return isKept;
        } finally {
            lock.unlock();
        }
    }

    private void forgetIfUnused(Lane lane) {
        if (lane.users == 0 && lane.idle.isEmpty()) {
            lanes.remove(lane.route);
        }
    }

    /** Closes what was idle too long. To be called every second or so. */
    void sweep() {
        closeIdle(LONGEST_IDLE);
    }

    private void closeIdle(long longest) {
        var old = new ArrayList<Idle>();
        long now = nanos.getAsLong();
        lock.lock();
        try {
            for (var lane : List.copyOf(lanes.values())) {
                while (!lane.idle.isEmpty() && now - lane.idle.getLast().since() > longest) {
                    old.add(lane.idle.removeLast());
                }
                forgetIfUnused(lane);
            }
            idle -= old.size();
        } finally {
            lock.unlock();
        }
        old.forEach(Idle::close);
    }

    /** How many routes are known just now. */
    int routes() {
        lock.lock();
        try {
            return lanes.size();
        } finally {
            lock.unlock();
        }
    }

    /** Closes the idle ones, and each other one when it is kept. */
    @Override
    public void close() {
        lock.lock();
        try {
            isClosed = true;
        } finally {
            lock.unlock();
        }
        closeIdle(Long.MIN_VALUE);
    }
}
