package io.ordo.scheduler.arriving;

import io.ordo.scheduler.arriving.Candidates.Stretch;
import io.ordo.scheduler.filter.Filter;
import io.ordo.scheduler.filter.FilterRefused;
import io.ordo.scheduler.filter.FilterTooSlow;
import io.ordo.scheduler.queue.Place;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks for tasks that pass a filter, a stretch of the queue after the other, and never for long: where it stopped, the
 * next search by the same filter goes on, so that a task is found however many stand before it. The best stretch is
 * looked at by each, so that what is urgent is not passed by.
 *
 * <p>Who asks the same at the same time is answered together, by a search that began after all of them asked.
 */
public final class Walks {
    /** How many walks are remembered, the last used: one that is forgotten begins at the best place again. */
    private static final int MOST = 1_000;

    /** A filter whose text is longer is not remembered. */
    private static final int LONGEST_FILTER = 10_000;

    /** A search goes on no longer, but for the stretch it is at. */
    private static final Duration LONGEST = Duration.ofMillis(500);

    /** A walk that found something begins again after that: better tasks may have come behind its back. */
    private static final Duration OLDEST = Duration.ofSeconds(5);

    private final Candidates candidates;
    private final LongSupplier nanos;
    private final Map<Sought, Walk> walks = new LinkedHashMap<>(16, 0.75F, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Sought, Walk> eldest) {
            return size() > MOST;
        }
    };

    /** @param nanos the time, as {@link System#nanoTime} */
    public Walks(Candidates candidates, LongSupplier nanos) {
        this.candidates = candidates;
        this.nanos = nanos;
    }

    /**
     * Places whose tasks pass, all of one stretch.
     *
     * @return best first; empty when there are none, or none that was found yet
     * @throws FilterRefused when the filter holds something only the store can judge, and it judged against it
     * @throws FilterTooSlow when a stretch takes too long
     */
    public List<Place> find(String queue, Filter filter) {
        return walk(queue, filter).find(LONGEST);
    }

    /** As {@link #find}, the best place of these, and no more than a stretch further: for what is rarely there. */
    public Optional<Place> first(String queue, Filter filter) {
        return walk(queue, filter).find(Duration.ZERO).stream().findFirst();
    }

    /** Lets a walk go on at a place: none before it passes. */
    public void goOnAt(String queue, Filter filter, Place first) {
        walk(queue, filter).goOnAfter(new Place(first.rank(), first.seq() - 1, first.task()));
    }

    /** Whether there are places the filter was not held against yet. */
    public boolean isUnderWay(String queue, Filter filter) {
        return walk(queue, filter).mark != null;
    }

    /** How many wait for the next search to begin. */
    int waiting(String queue, Filter filter) {
        return walk(queue, filter).lock.getQueueLength();
    }

    private Walk walk(String queue, Filter filter) {
        var sought = new Sought(queue, filter);
        if (filter.toString().length() > LONGEST_FILTER) {
            return new Walk(sought);
        }
        synchronized (walks) {
            return walks.computeIfAbsent(sought, Walk::new);
        }
    }

    private record Sought(String queue, Filter filter) {}

    private final class Walk {
        private final Sought sought;
        private final ReentrantLock lock = new ReentrantLock();
        private final AtomicLong searches = new AtomicLong();
        private @Nullable Supplier<List<Place>> latest;
        private volatile @Nullable Place mark;
        private long begun;

        Walk(Sought sought) {
            this.sought = sought;
        }

        List<Place> find(Duration longest) {
            long before = searches.get();
            lock.lock();
            try {
                var answer = latest;
                if (searches.get() == before || answer == null) {
                    searches.incrementAndGet();
                    answer = outcome(longest);
                }
                latest = lock.hasQueuedThreads() ? answer : null;
                return answer.get();
            } finally {
                lock.unlock();
            }
        }

        void goOnAfter(Place place) {
            lock.lock();
            try {
                mark = place;
                begun = nanos.getAsLong();
            } finally {
                lock.unlock();
            }
        }

        /** A failure is everybody's who waited for it, too. */
        private Supplier<List<Place>> outcome(Duration longest) {
            try {
                var found = search(longest);
                return () -> found;
            } catch (RuntimeException failure) {
                return () -> {
                    throw failure;
                };
            }
        }

        private List<Place> search(Duration longest) {
            long end = nanos.getAsLong() + longest.toNanos();
            var best = after(null);
            if (!best.passing().isEmpty()) {
                return best.passing();
            }
            var from = best.end();
            if (from != null && mark != null && mark.compareTo(from) > 0) {
                from = mark;
            } else {
                begun = nanos.getAsLong();
            }
            while (from != null) {
                var next = after(from);
                if (!next.passing().isEmpty()) {
                    mark = nanos.getAsLong() - begun > OLDEST.toNanos() ? null : from;
                    return next.passing();
                }
                from = next.end();
                mark = from;
                if (nanos.getAsLong() - end >= 0) {
                    break;
                }
            }
            mark = from;
            return List.of();
        }

        private Stretch after(@Nullable Place place) {
            return candidates.matching(sought.queue(), sought.filter(), place);
        }
    }
}
