package io.ordo.ranker.simulation;

import io.ordo.ranker.fair.TenantTerms;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What is to be done, by how many, and on what terms.
 *
 * @param tasks in order of arrival, those of one instant in the order in which they were submitted
 * @param workers how many tasks run at once
 * @param tenants terms by tenant; those who are not named have the usual ones
 * @param deadlinesExpire whether a task that has not started by its deadline is never run, as a scheduler would do
 */
public record Workload(
        List<RecordedTask> tasks, WorkerPlan workers, Map<String, TenantTerms> tenants, boolean deadlinesExpire) {
    public Workload {
        tasks = tasks.stream()
                .sorted(Comparator.comparing(RecordedTask::arrival))
                .toList();
        tenants = Map.copyOf(tenants);
    }

    /** Tasks on the usual terms. */
    public Workload(List<RecordedTask> tasks, WorkerPlan workers) {
        this(tasks, workers, Map.of(), false);
    }

    /** The same work by others. */
    public Workload with(WorkerPlan others) {
        return new Workload(tasks, others, tenants, deadlinesExpire);
    }

    /** The same work on other terms. */
    public Workload with(Map<String, TenantTerms> others) {
        return new Workload(tasks, workers, others, deadlinesExpire);
    }
}
