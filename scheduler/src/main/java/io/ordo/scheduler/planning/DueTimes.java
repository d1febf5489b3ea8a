package io.ordo.scheduler.planning;

import io.ordo.scheduler.job.CatchUp;
import io.ordo.scheduler.job.JobStatus;
import io.ordo.scheduler.ledger.Occurrence;
import io.ordo.scheduler.ledger.Occurrence.Reason;
import io.ordo.scheduler.ledger.Stretch;
import io.ordo.scheduler.planning.CatchUps.Sorted;
import io.ordo.scheduler.planning.DueJob.Live;
import io.ordo.scheduler.scheduling.Timetable;
import io.ordo.scheduler.task.NewTask;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of the planned times of one due job. */
final class DueTimes {
    private final Timetable timetable;
    private final JobTasks tasks;
    private final Consumer<UUID> cancel;
    private final DueJob due;
    private final List<NewTask> made = new ArrayList<>();
    private final List<Occurrence> others = new ArrayList<>();

    /** @param cancel calls a task off, as a part of the transaction that is running */
    DueTimes(Timetable timetable, JobTasks tasks, Consumer<UUID> cancel, DueJob due) {
        this.timetable = timetable;
        this.tasks = tasks;
        this.cancel = cancel;
        this.due = due;
    }

    /** What is decided. What it cancels is cancelled already. */
    Plan plan() {
        var next = look();
        return next == null ? decision() : Plan.look(due.job().id(), next);
    }

    /** When to look again at a job that is due some time after its newest task has ended; null when it is due. */
    private @Nullable Instant look() {
        var wait = timetable.afterEnd(due.job());
        if (wait.isEmpty()) {
            return null;
        }
        if (!due.live().isEmpty()) {
            return due.now().plus(wait.get());
        }
        var ended = due.ended(); // looks come as often as that, so the exact time is still to come
        return ended == null || !ended.plus(wait.get()).isAfter(due.now()) ? null : ended.plus(wait.get());
    }

    private Plan decision() {
        var job = due.job();
        var first = Timetable.planned(job, due.at());
        var now = Timetable.planned(job, due.now());
        decide(CatchUps.sort(timetable.schedule(job), job.draft().policies().catchUp(), first, now));
        var next = timetable.nextDue(job, due.now()).or(due::later).orElse(null);
        var isOver = next == null && !job.draft().schedule().isManual();
        return new Plan(job.id(), made, others, next, isOver ? JobStatus.COMPLETED : JobStatus.ACTIVE);
    }

    private void decide(Sorted sorted) {
        sorted.skipped()
                .forEach(skip -> others.add(Occurrence.skipped(due.job().id(), skip.times(), skip.reason(), null)));
        var wanted = sorted.wanted();
        if (wanted.isEmpty()) {
            return;
        }
        if (due.kat() != null && !due.live().isEmpty()) {
            share(sorted, wanted, due.live().getFirst().task());
            return;
        }
        switch (due.job().draft().policies().overlap()) {
            case ALLOW -> {
                for (int i = 0; i < wanted.size(); i++) {
                    make(wanted.get(i), i);
                }
                share(sorted, List.of(), newest());
            }
            case SKIP -> decideAlone(sorted);
            case QUEUE_ONE -> queue(sorted);
            case CANCEL_OLD -> {
                due.live().forEach(live -> cancel.accept(live.task()));
                newestAlone(sorted);
            }
        }
    }

    private void decideAlone(Sorted sorted) {
        if (due.live().isEmpty()) {
            newestAlone(sorted);
            return;
        }
        var task = due.live().getFirst().task();
        if (sorted.shared() != null) {
            others.add(Occurrence.skipped(due.job().id(), sorted.shared(), Reason.OVERLAP, task));
        }
        sorted.wanted()
                .forEach(planned ->
                        others.add(Occurrence.skipped(due.job().id(), Stretch.of(planned), Reason.OVERLAP, task)));
    }

    /** One waits for what lives to end; while it does, or waits to be popped, all go to it. */
    private void queue(Sorted sorted) {
        var waiting = Decider.waiting(due.live());
        if (waiting.isPresent()) {
            share(sorted, sorted.wanted(), waiting.get().task());
            return;
        }
        newestAlone(sorted);
        due.live().stream()
                .findFirst()
                .map(Live::task)
                .ifPresent(held -> made.addLast(made.removeLast().behind(held)));
    }

    /** The newest gets a task, and the others go to it: two would overlap. */
    private void newestAlone(Sorted sorted) {
        var wanted = sorted.wanted();
        make(wanted.getLast(), 0);
        share(sorted, wanted.subList(0, wanted.size() - 1), newest());
    }

    private void share(Sorted sorted, List<Instant> times, UUID into) {
        var shared = sorted.shared();
        if (shared != null) {
            others.add(Occurrence.coalesced(due.job().id(), shared, into));
        }
        times.forEach(planned -> others.add(Occurrence.coalesced(due.job().id(), Stretch.of(planned), into)));
    }

    /** A late one arrives now: it was not waiting meanwhile, and comes before nobody who was. */
    private void make(Instant planned, int place) {
        var job = due.job();
        var policies = job.draft().policies();
        var dueAt = planned.plus(policies.offset(job.id()));
        boolean isLate = dueAt.isBefore(due.now().minus(CatchUp.GRACE));
        var arrival = isLate ? due.now().plus(policies.catchUp().spacing().multipliedBy(place)) : dueAt;
        made.add(tasks.of(due, planned, dueAt, arrival));
    }

    private UUID newest() {
        return made.getLast().task().id();
    }
}
