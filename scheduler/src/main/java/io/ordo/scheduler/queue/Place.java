package io.ordo.scheduler.queue;

import java.util.Comparator;
import java.util.UUID;

/**
 * Where a queued task stands: lowest rank first, ties by {@code seq}, which says who was queued first ever.
 *
 * @param seq unique among the places of a queue
 */
public record Place(long rank, long seq, UUID task) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
            Comparator.comparingLong(Place::rank).thenComparingLong(Place::seq);

    /** Before every place of that rank. */
    public static Place before(long rank) {
        return new Place(rank, Long.MIN_VALUE, new UUID(0, 0));
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
