package io.ordo.scheduler.scheduling;

import io.ordo.scheduler.job.Policies;
import io.ordo.scheduler.schedule.ScheduleExpression;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What says when an active job is due, and nothing else of it.
 *
 * @param anchor where an interval begins to count
 */
public record Timed(UUID job, ScheduleExpression schedule, Policies policies, Instant anchor) {
    /** Every active job that is not deleted. */
    @FunctionalInterface
    public interface Store {
        /**
         * Some of them, in the order of their ids.
         *
         * @param after exclusive; null for the first
         * @return fewer than the limit only when there are no more
         */
        List<Timed> list(@Nullable UUID after, int limit);
    }
}
