package io.ordo.scheduler.arriving;

import io.ordo.scheduler.commit.Commits;
import io.ordo.scheduler.queue.Place;
import java.util.List;

/** Spreads the word of arrivals: to the heads, to who is parked here, and to the other schedulers. */
public final class News implements Arrivals {
    private final Commits commits;
    private final Heads heads;
    private final Doorbell doorbell;
    private final Feed feed;

    /** @param commits arrivals are no news before they are committed */
    public News(Commits commits, Heads heads, Doorbell doorbell, Feed feed) {
        this.commits = commits;
        this.heads = heads;
        this.doorbell = doorbell;
        this.feed = feed;
    }

    @Override
    public void arrived(String queue, List<Place> places) {
        commits.afterwards(() -> spread(queue, places));
    }

    private void spread(String queue, List<Place> places) {
        heads.arrived(queue, places);
        doorbell.ring(queue, places.size());
        places.stream().mapToLong(Place::rank).min().ifPresent(rank -> feed.note(queue, rank));
    }
}
