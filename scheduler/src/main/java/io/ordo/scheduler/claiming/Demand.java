package io.ordo.scheduler.claiming;

import io.ordo.scheduler.queue.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one pop asked for, and what it got so far. */
final class Demand {
    private final Claim claim;
    private final @Nullable List<Place> choice;
    private final List<Popped> popped = new ArrayList<>();

    /** @param choice what it may take, best first; null for whatever is best */
    Demand(Claim claim, @Nullable List<Place> choice) {
        this.claim = claim;
        this.choice = choice == null ? null : List.copyOf(choice);
    }

    /** Whether only some tasks will do. */
    boolean isChoosy() {
        return choice != null;
    }

    /** What will do, best first; empty for who takes whatever is best. */
    List<Place> choice() {
        return choice == null ? List.of() : choice;
    }

    /** How many tasks it can still take. */
    int open() {
        int open = claim.limit() - popped.size();
        return choice == null ? open : Math.min(open, choice.size());
    }

    Pick pick(Place place) {
        return new Pick(place.task(), place.rank(), claim.holder(), claim.length());
    }

    void got(Popped one) {
        popped.add(one);
    }

    /** What it got, best first, in however many rounds. */
    List<Popped> popped() {
        popped.sort(Comparator.comparing(Popped::place));
        return popped;
    }
}
