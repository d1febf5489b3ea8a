package io.ordo.scheduler.arriving;

import io.ordo.scheduler.queue.Place;
import java.util.Collection;
import java.util.List;

/**
 * Whoever queues tasks says so here. Once that is committed those who wait for tasks learn of it: at once here and, a
 * little later, at the other schedulers.
 */
public interface Arrivals {
    /** Nobody needs to know. */
    Arrivals UNHEARD = (_, _) -> {};

    /** Tasks of that queue stand there now. */
    void arrived(String queue, List<Place> places);

    /** Tasks have come to the gates of these limits, or those have ended that kept others behind them. */
    default void touched(Collection<String> gates) {}
}
