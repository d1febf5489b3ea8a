package io.ordo.scheduler.claiming;

import io.ordo.scheduler.filter.Filter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a holder asks of a queue.
 *
 * @param limit the most tasks, 1 to {@link #MOST}
 * @param filter which tasks; null for any
 * @param holder its name; null when it says none
 * @param length how long the leases last; null for the queue's own length
 */
public record Claim(
        String queue,
        int limit,
        @Nullable Filter filter,
        @Nullable String holder,
        @Nullable Duration length) {
    /** The most tasks of one pop: an answer of more would keep its leases waiting for the network. */
    public static final int MOST = 1_000;

    /** The longest holder's name. */
    public static final int LONGEST_HOLDER = 200;
}
