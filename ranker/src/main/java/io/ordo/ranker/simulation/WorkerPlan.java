package io.ordo.ranker.simulation;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * How many tasks can run at once, over time. When there are fewer than before, what runs runs on.
 *
 * @param first how many at the beginning, not negative
 * @param changes in order of time
 */
public record WorkerPlan(int first, List<Change> changes) {
    public WorkerPlan {
        changes = changes.stream().sorted(Comparator.comparing(Change::at)).toList();
        if (first < 0) {
            throw new IllegalArgumentException("no fewer than zero workers, was " + first);
        }
    }

    /** Always as many. */
    public static WorkerPlan always(int workers) {
        return new WorkerPlan(workers, List.of());
    }

    /**
     * From an instant on there are so many.
     *
     * @param at inclusive
     * @param workers not negative
     */
    public record Change(Instant at, int workers) {
        public Change {
            if (workers < 0) {
                throw new IllegalArgumentException("no fewer than zero workers, was " + workers);
            }
        }
    }
}
