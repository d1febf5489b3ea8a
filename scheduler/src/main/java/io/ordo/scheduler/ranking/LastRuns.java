package io.ordo.scheduler.ranking;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** When work of a sort was done last. */
public interface LastRuns {
    /**
     * When a task of each sort last ended that had been executed, as far as one has.
     *
     * @param sorts as {@link Newcomer#sort}
     */
    Map<String, Instant> of(String queue, Collection<String> sorts);
}
