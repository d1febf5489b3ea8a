package io.ordo.scheduler.claiming;

import io.ordo.scheduler.queue.Place;
import java.util.ArrayList;
import java.util.List;

/** What one pop asked for, and what it got so far. */
final class Demand {
    private final Claim claim;
    private final List<Popped> popped = new ArrayList<>();

    Demand(Claim claim) {
        this.claim = claim;
    }

    Claim claim() {
        return claim;
    }

    int open() {
        return claim.limit() - popped.size();
    }

    Pick pick(Place place) {
        return new Pick(place.task(), place.rank(), claim.holder(), claim.length());
    }

    void got(Popped one) {
        popped.add(one);
    }

    List<Popped> popped() {
        return popped;
    }
}
