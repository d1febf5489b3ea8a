package io.ordo.scheduler.arriving;

import io.ordo.scheduler.filter.Filter;
import io.ordo.scheduler.filter.FilterRefused;
import io.ordo.scheduler.filter.FilterTooSlow;
import io.ordo.scheduler.queue.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The places of queued tasks, as they were a moment ago. Nothing is locked: who wants a task must still win it by
 * claiming it.
 */
public interface Candidates {
    /**
     * The best places of a queue that come after the given one.
     *
     * @param after exclusive; null for the best of all
     * @return best first; fewer than the limit only when there are no more
     */
    List<Place> after(String queue, @Nullable Place after, int limit);

    /**
     * The best places whose tasks pass the filter. At most the best {@link #MOST_EXAMINED} of the queue are looked
     * at, so an answer may be shorter than the limit though more would pass. It may take long: no part of a transaction
     * that others wait for.
     *
     * @throws FilterRefused when the filter holds something only the store can judge, and it judged against it
     * @throws FilterTooSlow when there is no answer in time
     */
    List<Place> matching(String queue, Filter filter, int limit);

    /** How deep a filtered pop looks into a queue. */
    int MOST_EXAMINED = 1_000;
}
