package io.ordo.scheduler.planning;

import io.ordo.scheduler.arriving.Arrivals;
import io.ordo.scheduler.job.JobStatus;
import io.ordo.scheduler.queue.KatRules;
import io.ordo.scheduler.ranking.Ranking;
import io.ordo.scheduler.task.NewTask;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
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
    private final JobTasks tasks;
    private final Ranking ranking;

    public Planner(DueJobs jobs, Timetable timetable, Arrivals arrivals, JobTasks tasks, Ranking ranking) {
        this.jobs = jobs;
        this.timetable = timetable;
        this.arrivals = arrivals;
        this.tasks = tasks;
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
     * Makes a task of a job that is due now, outside its schedule.
     *
     * @return the task's id; empty when there is no such job
     * @throws JobNotActive when it is paused or completed
     * @throws JobUnderWay when a task of its identity has not ended
     */
    public Optional<UUID> runNow(UUID job) {
        var made = jobs.runNow(
                job,
                due -> {
                    if (due.job().draft().status() != JobStatus.ACTIVE) {
                        throw new JobNotActive(due.job().draft().status());
                    }
                    if (due.twin() != null) {
                        throw new JobUnderWay(due.twin());
                    }
                    return tasks.of(due, null, due.now());
                },
                ranking::admit);
        made.ifPresent(task -> {
            task.announceTo(arrivals);
            task.tasks().forEach(Planner::log);
        });
        return made.map(task -> task.tasks().getFirst().task().id());
    }

    private Plan plan(DueJob due) {
        try {
            return decide(due);
        } catch (RuntimeException broken) {
            LOG.error(
                    "job_paused job={} reason=cannot_be_planned next=mend_and_resume",
                    due.job().id(),
                    broken);
            return new Plan.Pause(due.job().id());
        }
    }

    private Plan decide(DueJob due) {
        var job = due.job();
        var planned = Objects.requireNonNull(job.timing().next(), "a due job has a due time");
        var next = timetable.nextDue(job, due.now()).or(() -> later(due)).orElse(null);
        var status = next == null && !job.draft().schedule().isManual() ? JobStatus.COMPLETED : JobStatus.ACTIVE;
        if (due.twin() == null) {
            return new Plan.Fire(job.id(), tasks.of(due, planned, planned), next, status);
        }
        LOG.info("occurrence_coalesced job={} planned_at={} task={}", job.id(), planned, due.twin());
        return new Plan.Coalesce(job.id(), planned, due.twin(), next, status);
    }

    private static Optional<Instant> later(DueJob due) {
        return Optional.ofNullable(due.kat()).map(KatRules::rescheduleAfter).map(due.now()::plus);
    }

    private static void log(NewTask made) {
        var task = made.task();
        LOG.debug("task_planned task={} job={} planned_at={}", task.id(), task.job(), task.plannedAt());
    }
}
