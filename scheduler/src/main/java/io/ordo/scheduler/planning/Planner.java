package io.ordo.scheduler.planning;

import io.ordo.scheduler.arriving.Arrivals;
import io.ordo.scheduler.ranking.Ranking;
import io.ordo.scheduler.task.NewTask;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns due jobs into tasks, and notes what becomes of every planned time. */
public final class Planner {
    private static final Logger LOG = LoggerFactory.getLogger(Planner.class);

    /** Jobs planned in one transaction: enough to be fast, few enough that its locks are short. */
    private static final int BATCH = 200;

    private final DueJobs jobs;
    private final Decider decider;
    private final Arrivals arrivals;
    private final Ranking ranking;

    public Planner(DueJobs jobs, Decider decider, Arrivals arrivals, Ranking ranking) {
        this.jobs = jobs;
        this.decider = decider;
        this.arrivals = arrivals;
        this.ranking = ranking;
    }

    /**
     * Plans one batch of due jobs.
     *
     * @return whether there may be more
     */
    public boolean runOnce() {
        var planned = jobs.plan(BATCH, this::plan, ranking::admit);
        planned.made().announceTo(arrivals);
        planned.made().tasks().forEach(Planner::log);
        return planned.jobs() == BATCH;
    }

    /**
     * Makes a task of a job that is due now, outside its schedule. What the job says of overlaps holds for it.
     *
     * @return the task's id; empty when there is no such job
     * @throws JobNotActive when it is paused or completed
     * @throws JobUnderWay when a task of it is in the way
     */
    public Optional<UUID> runNow(UUID job) {
        var made = jobs.runNow(job, decider::byHand, ranking::admit);
        made.ifPresent(task -> {
            task.announceTo(arrivals);
            task.tasks().forEach(Planner::log);
        });
        return made.map(task -> task.tasks().getFirst().task().id());
    }

    private Plan plan(DueJob due) {
        try {
            return decider.plan(due);
        } catch (RuntimeException broken) {
            LOG.error(
                    "job_paused job={} reason=cannot_be_planned next=mend_and_resume",
                    due.job().id(),
                    broken);
            return Plan.pause(due.job().id());
        }
    }

    private static void log(NewTask made) {
        var task = made.task();
        LOG.debug("task_planned task={} job={} planned_at={}", task.id(), task.job(), task.plannedAt());
    }
}
