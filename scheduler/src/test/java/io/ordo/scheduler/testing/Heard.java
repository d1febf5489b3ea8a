package io.ordo.scheduler.testing;

import io.ordo.scheduler.arriving.Arrivals;
import io.ordo.scheduler.queue.Place;
import java.util.ArrayList;
import java.util.List;

/** Remembers what arrived. */
public final class Heard implements Arrivals {
    private final List<String> queues = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();

    @Override
    public void arrived(String queue, List<Place> arrived) {
        queues.add(queue);
        places.addAll(arrived);
    }

    /** The queues that gained tasks, one entry for each time they did. */
    public List<String> queues() {
        return queues;
    }

    /** Where the tasks stand that arrived. */
    public List<Place> places() {
        return places;
    }
}
