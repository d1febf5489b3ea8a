package io.ordo.scheduler.planning;

import io.ordo.scheduler.arriving.Arrivals;
import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.job.JobStatus;
import io.ordo.scheduler.ranking.Ranks;
import io.ordo.scheduler.task.NewTask;
import io.ordo.scheduler.task.Task;
import io.ordo.scheduler.task.Task.Source;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns due jobs into tasks. A job that was missed for a while, because no scheduler ran, makes one task for the
 * oldest planned time it missed and goes on from now.
 */
public final class Planner {
    private static final Logger LOG = LoggerFactory.getLogger(Planner.class);

    /** Jobs planned in one transaction: enough to be fast, few enough that its locks are short. */
    private static final int BATCH = 200;

    private final DueJobs jobs;
    private final Timetable timetable;
    private final Arrivals arrivals;
    private final Supplier<UUID> ids;

    /** @param ids a new UUIDv7 at every call */
    public Planner(DueJobs jobs, Timetable timetable, Arrivals arrivals, Supplier<UUID> ids) {
        this.jobs = jobs;
        this.timetable = timetable;
        this.arrivals = arrivals;
        this.ids = ids;
    }

    /**
     * Plans one batch of due jobs.
     *
     * @return whether there may be more
     */
    public boolean runOnce() {
        var planned = jobs.plan(BATCH, this::plan);
        planned.made().announceTo(arrivals);
        planned.made().tasks().forEach(Planner::log);
        return planned.jobs() == BATCH;
    }

    /**
     * Makes a task of a job that is due now, outside its schedule.
     *
     * @return the task's id; empty when there is no such job
     * @throws JobNotActive when it is paused or completed
     */
    public Optional<UUID> runNow(UUID job) {
        var made = jobs.runNow(job, due -> {
            if (due.job().draft().status() != JobStatus.ACTIVE) {
                throw new JobNotActive(due.job().draft().status());
            }
            return task(due, null, due.now());
        });
        made.ifPresent(task -> {
            task.announceTo(arrivals);
            task.tasks().forEach(Planner::log);
        });
        return made.map(task -> task.tasks().getFirst().task().id());
    }

    private Plan plan(DueJob due) {
        try {
            return fire(due);
        } catch (RuntimeException broken) {
            LOG.error(
                    "job_paused job={} reason=cannot_be_planned next=mend_and_resume",
                    due.job().id(),
                    broken);
            return new Plan.Pause(due.job().id());
        }
    }

    private Plan fire(DueJob due) {
        var planned = Objects.requireNonNull(due.job().timing().next(), "a due job has a due time");
        var next = timetable.nextDue(due.job(), due.now()).orElse(null);
        return new Plan.Fire(due.job().id(), task(due, planned, planned), next);
    }

    private NewTask task(DueJob due, @Nullable Instant planned, Instant arrival) {
        Job job = due.job();
        var work = job.draft().work();
        long rank = Ranks.rank(due.ranker(), work, arrival);
        var deadline = job.draft().deadline();
        return new NewTask(
                new Task(ids.get(), Source.of(job.id(), planned), work, null, due.now()),
                arrival,
                rank,
                deadline == null ? null : arrival.plus(deadline));
    }

    private static void log(NewTask made) {
        var task = made.task();
        LOG.debug("task_planned task={} job={} planned_at={}", task.id(), task.job(), task.plannedAt());
    }
}
