package io.ordo.scheduler.choosing;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Keeps some of what it is offered, each with the same chance (Vitter 1985, algorithm R), until it is emptied. For
 * several threads.
 */
public final class Reservoir<T> {
    private final int most;
    private final RandomGenerator random;
    private List<T> kept = new ArrayList<>();
    private int offered;

    /** An empty one, for at most so many; {@code random} is used by one thread at a time. */
    public Reservoir(int most, RandomGenerator random) {
        this.most = most;
        this.random = random;
    }

    /** Something that may be kept. */
    public synchronized void offer(T item) {
        offered++;
        if (kept.size() < most) {
            kept.add(item);
            return;
        }
        int place = random.nextInt(offered);
        if (place < most) {
            kept.set(place, item);
        }
    }

    /** What it keeps, at most as many as it may; then it is empty. */
    public synchronized List<T> empty() {
        var taken = kept;
        kept = new ArrayList<>();
        offered = 0;
        return taken;
    }
}
