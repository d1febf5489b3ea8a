package io.ordo.scheduler.relaying;

import io.ordo.scheduler.event.EventCursor;
import io.ordo.scheduler.event.EventLog;
import io.ordo.scheduler.event.EventLog.Page;
import io.ordo.scheduler.event.EventLog.Read;
import io.ordo.scheduler.relaying.RelayCursors.Held;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes events on to a topic, page by page: reads one, sends it, waits until all of it is there, and notes how far it
 * has come. Between these steps no transaction is open, however slow the topic is. Whatever fails on the way is done
 * again from the last note, so an event may arrive twice, and none is left out. A page that did not arrive is kept for
 * the next try: to read it anew may sort all that waits.
 */
public final class EventRelay implements AutoCloseable {
    /** Events sent in one go; so many at most arrive again after a crash. */
    static final int PAGE = 500;

    /** How long a topic is left alone that was away. */
    static final Duration PAUSE = Duration.ofSeconds(5);

    /** How long a stop waits for the page that is being sent. */
    private static final Duration LAST = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(EventRelay.class);

    private final String name;
    private final Topic topic;
    private final EventLog log;
    private final RelayCursors cursors;
    private final LongSupplier nanos;
    private final UUID self = UUID.randomUUID();
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Unsent unsent;
    private boolean hasBegun;
    private boolean isAway;
    private boolean isPausing;
    private long pausedAt;
    private volatile boolean isClosed;

    /**
     * @param name of the topic, under which is kept how far it has been told
     * @param nanos as {@link System#nanoTime}; it measures pauses
     */
    public EventRelay(String name, Topic topic, EventLog log, RelayCursors cursors, LongSupplier nanos) {
        this.name = name;
        this.topic = topic;
        this.log = log;
        this.cursors = cursors;
        this.nanos = nanos;
    }

    /**
     * Passes one page on, unless another scheduler does. A topic that nobody has told yet begins with what happens from
     * now on.
     *
     * @return whether there may be more
     */
    public boolean runOnce() {
        lock.lock();
        try {
            return tellUnlessAway();
        } finally {
            lock.unlock();
        }
    }

    private boolean tellUnlessAway() {
        isPausing = isPausing && nanos.getAsLong() - pausedAt < PAUSE.toNanos();
        if (isClosed || isPausing) {
            return false;
        }
        if (!hasBegun) {
            cursors.begin(name, log.newest());
            hasBegun = true;
        }
        return cursors.take(name, self).filter(this::tell).isPresent();
    }

    /** @return whether there may be more */
    private boolean tell(Held held) {
        var page = pageAfter(held.cursor());
        if (page.isReset()) {
            LOG.warn(
                    "events_lost topic={} after={} because=they_were_not_kept_so_long next=relayed_from_now_on",
                    name,
                    held.cursor());
            advance(page.next());
            return false;
        }
        if (page.events().isEmpty()) {
            if (held.isRenewed()) {
                advance(page.next()); // or it would seem, some day, that events behind it are lost
            }
            return false;
        }
        unsent = new Unsent(held.cursor(), page);
        return send(page) && advance(page.next()) && page.events().size() == PAGE;
    }

    /** Another scheduler may have sent the page that is kept. */
    private Page pageAfter(EventCursor cursor) {
        return unsent != null && unsent.from().equals(cursor) ? unsent.page() : log.after(cursor, PAGE);
    }

    private boolean send(Page page) {
        try {
            topic.send(page.events().stream().map(Read::event).toList());
        } catch (TopicAway away) {
            giveUpFor(away);
            return false;
        }
        unsent = null;
        if (isAway) {
            LOG.info("topic_reached topic={}", name);
            isAway = false;
        }
        return true;
    }

    /** Another scheduler may reach the topic meanwhile. */
    private void giveUpFor(TopicAway away) {
        if (!isAway && !isClosed) {
            LOG.warn(
                    "topic_away topic={} error=\"{}\" next=retried_every_{}s_events_wait",
                    name,
                    away.getMessage(),
                    PAUSE.toSeconds());
        }
        isAway = true;
        isPausing = true;
        pausedAt = nanos.getAsLong();
        cursors.release(name, self);
    }

    private boolean advance(EventCursor cursor) {
        boolean isMine = cursors.advance(name, self, cursor);
        if (!isMine) {
            LOG.info("topic_taken_over topic={} next=some_events_are_relayed_twice", name);
        }
        return isMine;
    }

    /**
     * Lets the page that is being sent arrive if it does so soon, and leaves the topic to other schedulers: at once, or
     * when it is not held any more if somebody is still at work here.
     */
    @Override
    public void close() {
        isClosed = true;
        topic.close();
        try {
            if (lock.tryLock(LAST.toSeconds(), TimeUnit.SECONDS)) {
                release();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void release() {
        try {
            cursors.release(name, self);
        } finally {
            lock.unlock();
        }
    }

    /** A page that has not arrived yet, and behind which cursor it is. */
    private record Unsent(EventCursor from, Page page) {}
}
