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
     * Which of the next places that come after the given one have a task that passes the filter. At most {@link
     * #MOST_EXAMINED} are looked at. It may take long: no part of a transaction that others wait for.
     *
     * @param after exclusive; null for the best of all
     * @throws FilterRefused when the filter holds something only the store can judge, and it judged against it
     * @throws FilterTooSlow when there is no answer in time
     */
    Stretch matching(String queue, Filter filter, @Nullable Place after);

    /** How many places a stretch has. */
    int MOST_EXAMINED = 1_000;

    /**
     * A part of a queue that was looked at.
     *
     * @param passing best first
     * @param end the last place that was looked at; null when there are no more behind it
     */
    record Stretch(List<Place> passing, @Nullable Place end) {
        public Stretch {
            passing = List.copyOf(passing);
        }
    }
}
