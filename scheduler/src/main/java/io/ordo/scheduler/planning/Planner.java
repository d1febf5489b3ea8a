package io.ordo.scheduler.planning;

import io.ordo.scheduler.arriving.Arrivals;
import io.ordo.scheduler.ranking.Ranking;
import io.ordo.scheduler.task.NewTask;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns due jobs into tasks, and notes what becomes of every planned time. */
public final class Planner {
    private static final Logger LOG = LoggerFactory.getLogger(Planner.class);

    /**
     * Where a due time was that has passed, the index keeps a trace until it is vacuumed, which it cannot be while
     * somebody holds an old snapshot. Looks that come often do not walk through older ones than this.
     */
    private static final Duration RECENT = Duration.ofMinutes(1);

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
     * Plans one batch of due jobs, however long they have been due.
     *
     * @return whether there may be more
     */
    public boolean runOnce() {
        return look(null);
    }

    /**
     * Plans one batch of jobs that became due in the last minute, and costs little when there are none.
     *
     * @return whether there may be more
     */
    public boolean runRecent() {
        return look(RECENT);
    }

    private boolean look(@Nullable Duration back) {
        var broken = new LinkedHashMap<UUID, RuntimeException>();
        var planned = jobs.plan(back, due -> plan(due, broken), ranking::admit);
        broken.forEach(Planner::logPaused);
        planned.made().announceTo(arrivals);
        planned.made().tasks().forEach(Planner::log);
        return planned.jobs() == DueJobs.BATCH;
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

    private Plan plan(DueJob due, Map<UUID, RuntimeException> broken) {
        try {
            return decider.plan(due);
        } catch (RuntimeException refused) {
            broken.put(due.job().id(), refused);
            return Plan.pause(due.job().id());
        }
    }

    private static void logPaused(UUID job, RuntimeException broken) {
        LOG.error("job_paused job={} reason=cannot_be_planned next=mend_and_resume", job, broken);
    }

    private static void log(NewTask made) {
        var task = made.task();
        LOG.debug("task_planned task={} job={} planned_at={}", task.id(), task.job(), task.plannedAt());
    }
}
