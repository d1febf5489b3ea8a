package io.ordo.scheduler.telling;

import io.ordo.scheduler.event.OldEvents;
import io.ordo.scheduler.event.OldEvents.Mark;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets events that nobody can resume behind any more: those that are ten minutes old, or behind the newest 100 000;
 * what somebody still has to read is kept for a day, up to ten million events.
 * It notes how far the log reaches whenever it looks, and forgets up to a note that has become old enough: so it knows
 * where the old events are, and never searches for them among those that are gone already. One scheduler does it
 * at a time; what another has forgotten meanwhile is gone.
 */
public final class EventPruner {
    static final Duration KEPT = Duration.ofMinutes(10);
    static final long MOST = 100_000;

    /** Nobody delays the forgetting longer. */
    static final Duration KEPT_FOR_READERS = Duration.ofHours(24);

    /** Nor for more events: with their indexes they are some gigabytes. */
    static final long MOST_FOR_READERS = 10_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(EventPruner.class);

    /** Events forgotten in one transaction. */
    private static final int BATCH = 10_000;

    /** Two notes are so far apart at least, in time or in events, so that a day of them is a few thousand. */
    private static final Duration BETWEEN = Duration.ofSeconds(10);

    private static final long EVENTS_BETWEEN = MOST / 10;

    private final OldEvents events;
    private final Supplier<OptionalLong> needed;
    private final Deque<Mark> marks = new ArrayDeque<>();
    private boolean isAtHome;
    private boolean isLosing;

    /**
     * @param needed the first transaction whose events somebody still has to read who remembers where he is; empty when
     *     nobody does
     */
    public EventPruner(OldEvents events, Supplier<OptionalLong> needed) {
        this.events = events;
        this.needed = needed;
    }

    /**
     * Forgets one batch.
     *
     * @return whether there may be more
     */
    public boolean runOnce() {
        if (!isAtHome) {
            events.forgetForeign();
            isAtHome = true;
        }
        var now = events.mark();
        if (marks.isEmpty() || isFurther(marks.getLast(), now)) {
            marks.addLast(now);
        }
        var unread = needed.get();
        var old = newestOld(now, unread);
        if (old == null) {
            return false;
        }
        int forgotten = events.forget(old.horizon(), BATCH);
        if (forgotten > 0) {
            warn(old, unread);
        }
        boolean isMore = forgotten >= BATCH;
        if (!isMore) {
            marks.removeIf(mark -> mark.horizon() <= old.horizon());
        }
        return isMore;
    }

    /** Once, until nothing unread is forgotten any more. */
    private void warn(Mark old, OptionalLong needed) {
        boolean isUnread = needed.isPresent() && old.horizon() > needed.getAsLong();
        if (isUnread && !isLosing) {
            LOG.warn(
                    "unread_events_forgotten because=older_than_a_day_or_more_than_{} next=a_topic_misses_them",
                    MOST_FOR_READERS);
        }
        isLosing = isUnread;
    }

    private static boolean isFurther(Mark last, Mark now) {
        return isPast(last, BETWEEN, now) || now.number() >= last.number() + EVENTS_BETWEEN;
    }

    private @Nullable Mark newestOld(Mark now, OptionalLong needed) {
        Mark newest = null;
        for (var mark : marks) {
            if (!isOld(mark, now, needed)) {
                break;
            }
            newest = mark;
        }
        return newest;
    }

    private static boolean isOld(Mark mark, Mark now, OptionalLong needed) {
        boolean isRead = needed.isEmpty() || mark.horizon() <= needed.getAsLong();
        boolean isOld = isPast(mark, KEPT, now) || mark.number() <= now.number() - MOST;
        boolean isTooMuch = isPast(mark, KEPT_FOR_READERS, now) || mark.number() <= now.number() - MOST_FOR_READERS;
        return (isOld && isRead) || isTooMuch;
    }

    private static boolean isPast(Mark mark, Duration time, Mark now) {
        return !mark.at().plus(time).isAfter(now.at());
    }
}
