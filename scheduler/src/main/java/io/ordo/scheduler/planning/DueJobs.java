package io.ordo.scheduler.planning;

import io.ordo.scheduler.pushing.MadeTasks;
import io.ordo.scheduler.task.NewTask;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Jobs whose time has come, each seen by one planner at a time. */
public interface DueJobs {
    /** Jobs taken at once: enough to be fast, few enough that its locks are short. */
    int BATCH = 500;

    /**
     * Takes due jobs, up to {@link #BATCH}, longest due first, skipping those another scheduler is planning, and makes
     * the tasks decided for them, all in one transaction. A planned time for which there is an occurrence already makes
     * no task.
     *
     * @param back how long they may have been due; null for any time
     * @param rank ranks what is made
     */
    Planned plan(@Nullable Duration back, Function<DueJob, Plan> decide, UnaryOperator<List<NewTask>> rank);

    /**
     * Makes the task decided for one job, due or not, while nobody else can plan or change it.
     *
     * @param decide may throw to refuse; then nothing was made
     * @param rank ranks what is made
     * @return the task; empty when there is no such job
     */
    Optional<MadeTasks> runNow(UUID job, Function<DueJob, NewTask> decide, UnaryOperator<List<NewTask>> rank);

    /**
     * What came of a look at the due jobs.
     *
     * @param jobs how many were due
     */
    record Planned(int jobs, MadeTasks made) {}
}
