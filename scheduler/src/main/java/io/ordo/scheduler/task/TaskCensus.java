package io.ordo.scheduler.task;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How many tasks stand where. */
public interface TaskCensus {
    /**
     * What ended longer ago is seen to have ended: no transaction that ends tasks is open so long. The database gives
     * up one that is idle so long, and what were missed all the same is found when all is counted again.
     */
    Duration LONGEST_COMMIT = Duration.ofMinutes(1);

    /** Of every queue the tasks that have not ended, as of now; what there is none of is left out. */
    List<Tally> live();

    /**
     * Of these queues the tasks with an identity that ended; the more there are, the longer it takes.
     *
     * @param since ended at that time or later; null for all that ever ended
     */
    Ended ended(Set<String> queues, @Nullable Instant since);

    /** So many tasks of a queue have that status. */
    record Tally(String queue, Status status, long tasks) {}

    /**
     * So many at one moment; what there is none of is left out.
     *
     * @param settled ended before the horizon
     * @param fresh ended at the horizon or later
     * @param horizon no task will ever be found to have ended before it that is not found now
     */
    record Ended(List<Tally> settled, List<Tally> fresh, Instant horizon) {
        public Ended {
            settled = List.copyOf(settled);
            fresh = List.copyOf(fresh);
        }
    }
}
