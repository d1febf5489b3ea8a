package io.ordo.scheduler.choosing;

import io.ordo.scheduler.queue.RankerVersion;
import java.util.Map;
import java.util.Optional;

/** The shadows of all queues, as they are kept: of each at most one. */
public interface Shadows {
    /** All of them, by queue. */
    Map<String, Shadow> all();

    Optional<Shadow> find(String queue);

    /** Begins one, in place of the one there is; what was sampled before is forgotten. */
    void start(String queue, RankerVersion ranker, String by);

    /**
     * Ends one, and forgets its samples.
     *
     * @return what it was; empty when there was none
     */
    Optional<Shadow> end(String queue);
}
