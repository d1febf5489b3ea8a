package io.ordo.scheduler.claiming;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

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

    Pick pick(UUID task) {
        return new Pick(task, claim.holder(), claim.length());
    }

    void got(Popped one) {
        popped.add(one);
    }

    List<Popped> popped() {
        return popped;
    }
}
