package io.ordo.scheduler.arriving;

import io.ordo.scheduler.filter.Filter;
import io.ordo.scheduler.queue.Place;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of one queue, and how often they were read. */
final class CandidatesInMemory implements Candidates {
    private final TreeSet<Place> rows = new TreeSet<>();
    private final Set<Place> marked = new HashSet<>();
    private int reads;
    private int seq;
    private boolean fails;

    Place add(long rank) {
        seq++;
        var place = new Place(rank, seq, new UUID(0, seq));
        rows.add(place);
        return place;
    }

    void remove(Place place) {
        rows.remove(place);
    }

    /** The next read fails. */
    void failOnce() {
        fails = true;
    }

    List<Place> rows() {
        return List.copyOf(rows);
    }

    int reads() {
        return reads;
    }

    @Override
    public List<Place> after(String queue, @Nullable Place after, int limit) {
        reads++;
        if (fails) {
            fails = false;
            throw new IllegalStateException("no answer");
        }
        var rest = after == null ? rows : rows.tailSet(after, false);
        return rest.stream().limit(limit).toList();
    }

    /** Only those may pass that {@link #marked} names; three are a stretch. */
    @Override
    public Stretch matching(String queue, Filter filter, @Nullable Place after) {
        reads++;
        var next = (after == null ? rows : rows.tailSet(after, false))
                .stream().limit(3).toList();
        return new Stretch(next.stream().filter(marked::contains).toList(), next.size() < 3 ? null : next.getLast());
    }

    void mark(Place place) {
        marked.add(place);
    }
}
