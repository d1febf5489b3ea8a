package io.ordo.scheduler.task;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How the tasks of jobs stand, in short. */
public interface Tallies {
    /** The tally of each job that has tasks. */
    Map<UUID, Tally> of(List<UUID> jobs);

    /**
     * The tasks of one job.
     *
     * @param tasks how many there are, at most {@link #LARGEST}, beyond which nobody counts
     * @param newest how the newest stands; null when there is none
     */
    record Tally(long tasks, @Nullable Status newest) {
        /** No count is larger. */
        public static final int LARGEST = 10_000;

        /** Of a job that has no tasks. */
        public static final Tally NONE = new Tally(0, null);
    }
}
