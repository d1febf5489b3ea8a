package io.ordo.scheduler.telling;

import io.ordo.scheduler.event.EventCursor;
import io.ordo.scheduler.event.EventFilter;
import io.ordo.scheduler.event.EventLog;
import io.ordo.scheduler.event.EventLog.Page;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Watches the end of the log while anybody listens at this scheduler, and wakes the listeners when there is more. Each
 * listener goes on at his own pace, so that a slow one delays nobody and fills no memory. But one reads at a time, and
 * who comes to the same place meanwhile gets the same page: however many listen, they take one connection to the
 * database from everybody else.
 */
public final class EventTail implements AutoCloseable {
    /** Events read in one look. */
    static final int PAGE = 500;

    /** Listeners that hear the same are a few pages apart. */
    private static final int PAGES_KEPT = 8;

    private final EventLog log;
    private final int most;
    private final Semaphore places;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rang = lock.newCondition();
    private final ReentrantLock reading = new ReentrantLock(true);
    private final Map<EventCursor, Kept> kept = new LinkedHashMap<>();
    private long rings;
    private volatile boolean isClosed;
    private @Nullable EventCursor end;

    /** @param most listeners at once */
    public EventTail(EventLog log, int most) {
        this.log = log;
        this.most = most;
        this.places = new Semaphore(most);
    }

    /**
     * Somebody listens from now on, until he is closed.
     *
     * @param after what he has read already
     * @return empty when there is no place left
     */
    public Optional<Listener> join(EventFilter filter, EventCursor after) {
        return places.tryAcquire() ? Optional.of(new Listener(this, filter, after)) : Optional.empty();
    }

    /** Whether there is no place left at this moment. */
    public boolean isFull() {
        return places.availablePermits() == 0;
    }

    /** How many listen. */
    public int listeners() {
        return most - places.availablePermits();
    }

    /**
     * Looks whether there is more.
     *
     * @return false: there is never more at once
     */
    public boolean runOnce() {
        if (listeners() == 0) {
            end = null;
            forget();
        } else if (end == null) {
            end = log.newest();
            ring();
        } else {
            look(end);
        }
        return false;
    }

    /** What becomes readable while this looks is either behind the new end, or read by those it wakes then. */
    private void look(EventCursor from) {
        var page = log.after(from, 1);
        if (page.events().isEmpty() && !page.isReset()) {
            end = page.next();
        } else {
            end = log.newest();
            ring();
        }
    }

    /**
     * What follows, as {@link EventLog#after} says it.
     *
     * @param seen how often it had rung before; a page that was read before it rang again is not told
     */
    Page read(EventCursor after, long seen) throws InterruptedException {
        reading.lockInterruptibly();
        try {
            var known = kept.get(after);
            if (known != null && known.isOf(seen)) {
                return known.page();
            }
            var page = log.after(after, PAGE);
            kept.remove(after);
            kept.put(after, new Kept(page, seen));
            if (kept.size() > PAGES_KEPT) {
                kept.remove(kept.keySet().iterator().next());
            }
            return page;
        } finally {
            reading.unlock();
        }
    }

    private void forget() {
        reading.lock();
        try {
            kept.clear();
        } finally {
            reading.unlock();
        }
    }

    /** Nobody listens any more, and nobody is let in. */
    @Override
    public void close() {
        isClosed = true;
        ring();
    }

    private void ring() {
        lock.lock();
        try {
            rings++;
            rang.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How often it rang; to be read before looking at the log and handed to {@link #await}. */
    long rings() {
        lock.lock();
        try {
            return rings;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until it has rung more often than that, the listener is closed, or the time is over. */
    void await(Listener listener, long seen, Duration time) throws InterruptedException {
        lock.lock();
        try {
            long left = time.toNanos();
            while (rings == seen && !listener.isClosed() && left > 0) {
                left = rang.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        return isClosed;
    }

    /** One of the listeners is closed. */
    void left() {
        places.release();
        lock.lock();
        try {
            rang.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** A page, and how often it had rung before it was read. A full page stays as it is. */
    private record Kept(Page page, long rings) {
        boolean isOf(long seen) {
            return rings == seen || page.events().size() == PAGE;
        }
    }
}
