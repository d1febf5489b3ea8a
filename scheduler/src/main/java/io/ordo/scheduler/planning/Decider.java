package io.ordo.scheduler.planning;

import io.ordo.scheduler.job.JobStatus;
import io.ordo.scheduler.job.Overlap;
import io.ordo.scheduler.planning.DueJob.Live;
import io.ordo.scheduler.scheduling.Timetable;
import io.ordo.scheduler.task.NewTask;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Decides what a job makes when it is due, or when somebody asks for it. */
public final class Decider {
    private final Timetable timetable;
    private final JobTasks tasks;
    private final Consumer<UUID> cancel;

    /** @param cancel calls a task off, wherever it stands, as a part of the transaction that is running */
    public Decider(Timetable timetable, JobTasks tasks, Consumer<UUID> cancel) {
        this.timetable = timetable;
        this.tasks = tasks;
        this.cancel = cancel;
    }

    /** What becomes of the planned times of a job that is due. What it cancels is cancelled already. */
    Plan plan(DueJob due) {
        return new DueTimes(timetable, tasks, cancel, due).plan();
    }

    /**
     * The task of a job that somebody wants now.
     *
     * @throws JobNotActive when the job is paused or completed
     * @throws JobUnderWay when a task of it is in the way
     */
    NewTask byHand(DueJob due) {
        var status = due.job().draft().status();
        if (status != JobStatus.ACTIVE) {
            throw new JobNotActive(status);
        }
        var task = tasks.of(due, null, due.now(), due.now());
        return due.live().isEmpty() ? task : beside(due, task);
    }

    private NewTask beside(DueJob due, NewTask task) {
        var overlap = due.job().draft().policies().overlap();
        if (overlap == Overlap.CANCEL_OLD) {
            due.live().forEach(live -> cancel.accept(live.task()));
            return task;
        }
        var inTheWay = overlap == Overlap.QUEUE_ONE
                ? waiting(due.live())
                : due.live().stream().findFirst();
        if (inTheWay.isPresent()) {
            throw new JobUnderWay(inTheWay.get().task(), due.job().isKat());
        }
        return task.behind(due.live().getFirst().task());
    }

    /** One that nobody works on. */
    static Optional<Live> waiting(List<Live> tasks) {
        return tasks.stream().filter(task -> !task.isHeld()).findFirst();
    }
}
