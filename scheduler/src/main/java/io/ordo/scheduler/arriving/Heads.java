package io.ordo.scheduler.arriving;

import io.ordo.scheduler.queue.Place;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/** The {@link Head} of every queue that somebody pops from here. */
public final class Heads {
    private final Candidates candidates;
    private final LongSupplier nanoTime;
    private final ConcurrentMap<String, Head> heads = new ConcurrentHashMap<>();

    /** @param nanoTime as {@link System#nanoTime} */
    public Heads(Candidates candidates, LongSupplier nanoTime) {
        this.candidates = candidates;
        this.nanoTime = nanoTime;
    }

    /** The best places of a queue, which are then no longer here. */
    public List<Place> take(String queue, int most) {
        return heads.computeIfAbsent(queue, _ -> new Head(queue, candidates, nanoTime))
                .take(most);
    }

    /** Places that were taken out and still stand. */
    public void giveBack(String queue, List<Place> places) {
        arrived(queue, places);
    }

    /** Tasks arrived at this scheduler. */
    void arrived(String queue, List<Place> places) {
        var head = heads.get(queue);
        if (head != null) {
            head.arrived(places);
        }
    }

    /** Tasks arrived at another scheduler, none before that rank. */
    public void arrivedElsewhere(String queue, long rank) {
        var head = heads.get(queue);
        if (head != null) {
            head.arrivedElsewhere(Place.before(rank));
        }
    }

    /** Candidates were taken that may not have been claimed: they must be found again. */
    public void forget(String queue) {
        var head = heads.get(queue);
        if (head != null) {
            head.forget();
        }
    }

    /** Whether tasks of a queue wait, as far as is known here without looking. */
    public boolean isWaited(String queue) {
        var head = heads.get(queue);
        return head != null && head.isWaited();
    }

    /** Everything is read anew, because something may have been missed. */
    public void forgetAll() {
        heads.values().forEach(Head::forget);
    }
}
