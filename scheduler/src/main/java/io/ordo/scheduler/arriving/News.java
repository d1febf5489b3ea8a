package io.ordo.scheduler.arriving;

import io.ordo.scheduler.commit.Commits;
import io.ordo.scheduler.queue.Place;
import java.util.Collection;
import java.util.List;

/** Spreads the word of arrivals: to the heads, to who is parked here, and to the other schedulers. */
public final class News implements Arrivals {
    private final Commits commits;
    private final Heads heads;
    private final Doorbell doorbell;
    private final Feed feed;
    private final TouchedLimits limits;

    /** @param commits arrivals are no news before they are committed */
    public News(Commits commits, Heads heads, Doorbell doorbell, Feed feed, TouchedLimits limits) {
        this.commits = commits;
        this.heads = heads;
        this.doorbell = doorbell;
        this.feed = feed;
        this.limits = limits;
    }

    @Override
    public void arrived(String queue, List<Place> places) {
        commits.afterwards(() -> spread(queue, places));
    }

    @Override
    public void touched(Collection<String> gates) {
        if (!gates.isEmpty()) {
            commits.afterwards(() -> limits.touch(gates));
        }
    }

    private void spread(String queue, List<Place> places) {
        heads.arrived(queue, places);
        doorbell.ring(queue, places.size());
        places.stream().mapToLong(Place::rank).min().ifPresent(rank -> feed.note(queue, rank));
    }
}
