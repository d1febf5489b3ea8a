package io.ordo.scheduler.explaining;

import io.ordo.scheduler.explaining.Reason.Holder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What goes on at the way out of a queue.
 *
 * @param held tasks under a lease
 * @param tokens what the queue's rate permits at once; null when it has no rate, or was never popped from
 * @param holders of some of the tasks under a lease, popped first first; empty when the queue does not limit them
 */
public record Usage(long held, @Nullable Double tokens, List<Holder> holders) {
    /** The most holders that are named. */
    public static final int MOST_HOLDERS = 5;

    public Usage {
        holders = List.copyOf(holders);
    }
}
