package io.ordo.scheduler.arriving;

import io.ordo.scheduler.queue.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The best places of one queue, in memory: a hint, the rows are the truth. A claim takes its candidates from here and
 * wins or loses each by its key, so it never walks over the dead rows that those before it left at the front of the
 * queue's index. That walk is what makes queues in PostgreSQL slow while an old snapshot keeps vacuum from its work.
 *
 * <p>The head knows every place up to its <i>edge</i>, and nothing of those beyond; when it runs low it reads on from
 * there. A place that arrives before the edge is put in, one beyond will be read. Places that arrived at another
 * scheduler are read from the lowest of them on.
 *
 * <p>One place too many costs a lost candidate, and that is all. One too few would be a task that waits: so whoever
 * cannot be certain forgets the head, and it is read anew.
 */
final class Head {
    /** Read at once: enough for the largest claim. */
    private static final int READ = 2_000;

    /** Kept at most, some hundred bytes each: newcomers at the front push out the last. */
    private static final int MOST = 5_000;

    /** How long a queue is believed to be empty. */
    static final Duration TRUSTED = Duration.ofSeconds(5);

    private final String queue;
    private final Candidates candidates;
    private final LongSupplier nanoTime;
    private final TreeSet<Place> places = new TreeSet<>();
    private final Map<UUID, Place> byTask = new HashMap<>();

    /** The last place read; null when nothing was read. */
    private @Nullable Place edge;

    /** Whether there is nothing beyond the edge. */
    private boolean complete;

    /** From where on others put in places this head knows nothing of; null for nowhere. */
    private @Nullable Place unknownFrom;

    /** Whether tasks waited when everything was forgotten, or came since. */
    private boolean wasWaited;

    /** When the best of the queue was read. */
    private long readNanos;

    /** @param nanoTime as {@link System#nanoTime} */
    Head(String queue, Candidates candidates, LongSupplier nanoTime) {
        this.queue = queue;
        this.candidates = candidates;
        this.nanoTime = nanoTime;
    }

    /**
     * Takes the best places out; fewer than asked for only when the queue has no more. A queue that seems empty is
     * looked at now and then: somebody may have put tasks in and died before he told.
     */
    synchronized List<Place> take(int most) {
        if (complete && places.isEmpty() && nanoTime.getAsLong() - readNanos > TRUSTED.toNanos()) {
            forget();
        }
        readUnknown();
        if (places.size() < most && !complete) {
            readOn();
        }
        var taken = new ArrayList<Place>(Math.min(most, places.size()));
        while (taken.size() < most && !places.isEmpty()) {
            var best = places.removeFirst();
            byTask.remove(best.task());
            taken.add(best);
        }
        return taken;
    }

    /** Tasks arrived at this scheduler. One that was here already moved. */
    synchronized void arrived(Collection<Place> arrived) {
        wasWaited |= !arrived.isEmpty();
        for (var place : arrived) {
            remove(place.task());
            if (isBeforeTheEdge(place)) {
                put(place);
            }
        }
        trim();
    }

    /** Tasks may have arrived elsewhere, none before the given place. */
    synchronized void arrivedElsewhere(Place first) {
        wasWaited = true;
        if (unknownFrom == null || first.compareTo(unknownFrom) < 0) {
            unknownFrom = first;
        }
    }

    /** Whether tasks wait, as far as is known without looking. */
    synchronized boolean isWaited() {
        return isForgotten() ? wasWaited : !places.isEmpty() || !complete;
    }

    private boolean isForgotten() {
        return edge == null && !complete;
    }

    /** Reads everything anew at the next look. */
    synchronized void forget() {
        wasWaited = isWaited();
        places.clear();
        byTask.clear();
        edge = null;
        complete = false;
        unknownFrom = null;
    }

    private void readUnknown() {
        var from = unknownFrom;
        unknownFrom = null;
        if (from != null && isBeforeTheEdge(from)) {
            places.tailSet(from, true).forEach(place -> byTask.remove(place.task()));
            places.tailSet(from, true).clear();
            edge = from;
            complete = false;
            readOn();
        }
    }

    private void readOn() {
        if (edge == null) {
            readNanos = nanoTime.getAsLong();
        }
        var read = candidates.after(queue, edge, READ);
        read.forEach(this::put);
        complete = read.size() < READ;
        edge = read.isEmpty() ? edge : read.getLast();
    }

    private boolean isBeforeTheEdge(Place place) {
        return complete || (edge != null && place.compareTo(edge) <= 0);
    }

    private void put(Place place) {
        remove(place.task());
        places.add(place);
        byTask.put(place.task(), place);
    }

    private void remove(UUID task) {
        var before = byTask.remove(task);
        if (before != null) {
            places.remove(before);
        }
    }

    private void trim() {
        while (places.size() > MOST) {
            byTask.remove(places.removeLast().task());
            edge = places.getLast();
            complete = false;
        }
    }
}
