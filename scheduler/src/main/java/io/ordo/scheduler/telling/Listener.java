package io.ordo.scheduler.telling;

import io.ordo.scheduler.event.EventCursor;
import io.ordo.scheduler.event.EventFilter;
import io.ordo.scheduler.event.EventLog.Page;
import io.ordo.scheduler.event.EventLog.Read;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Somebody who reads the log as it grows. One thread reads; any may close. */
public final class Listener implements AutoCloseable {
    private final EventTail tail;
    private final EventFilter filter;
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private EventCursor cursor;

    Listener(EventTail tail, EventFilter filter, EventCursor cursor) {
        this.tail = tail;
        this.filter = filter;
        this.cursor = cursor;
    }

    /**
     * Waits for what follows.
     *
     * @param patience after which there may be no events
     * @return empty when this is closed, or the scheduler stops
     */
    public Optional<Heard> next(Duration patience) throws InterruptedException {
        long begin = System.nanoTime();
        while (!isClosed.get() && !tail.isClosed()) {
            long seen = tail.rings();
            var page = tail.read(cursor, seen);
            cursor = page.next();
            var wanted = wanted(page);
            var left = patience.minusNanos(System.nanoTime() - begin);
            if (page.isReset() || !wanted.isEmpty() || !left.isPositive()) {
                return Optional.of(new Heard(wanted, cursor, page.isReset()));
            }
            if (page.events().isEmpty()) {
                tail.await(this, seen, left);
            }
        }
        return Optional.empty();
    }

    private List<Read> wanted(Page page) {
        return page.events().stream().filter(read -> filter.wants(read.event())).toList();
    }

    boolean isClosed() {
        return isClosed.get();
    }

    /** Gives up the place, and wakes whoever waits in {@link #next}. */
    @Override
    public void close() {
        if (isClosed.compareAndSet(false, true)) {
            tail.left();
        }
    }

    /**
     * What a listener heard.
     *
     * @param events those he wants, in their order; each with where he goes on who has read it
     * @param cursor where he goes on behind all of it
     * @param isReset whether he has missed events that are not kept any more
     */
    public record Heard(List<Read> events, EventCursor cursor, boolean isReset) {}
}
