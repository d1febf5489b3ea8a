package io.ordo.scheduler.http.tasks;

import io.ordo.api.task.DeadLetterGroupView;
import io.ordo.api.task.DeadLetterView;
import io.ordo.api.task.LateResultView;
import io.ordo.api.task.PriorityStepView;
import io.ordo.api.task.QueuedTaskView;
import io.ordo.api.task.TaskDetail;
import io.ordo.api.task.TaskView;
import io.ordo.scheduler.http.request.AttemptViews;
import io.ordo.scheduler.http.request.Concurrencies;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.http.request.RetryPolicies;
import io.ordo.scheduler.http.target.TargetForm;
import io.ordo.scheduler.http.value.Seconds;
import io.ordo.scheduler.task.Progress;
import io.ordo.scheduler.task.TaskHistory;
import io.ordo.scheduler.tending.DeadLetter;
import io.ordo.scheduler.tending.LateResult;
import io.ordo.scheduler.tending.PriorityChange;
import io.ordo.scheduler.tending.QueuedTask;
import io.ordo.scheduler.tending.TaskSummary;
import io.ordo.scheduler.tending.TaskTies;
import jakarta.inject.Singleton;

/** Tasks as the wire shows them to those who look after them. */
@Singleton
final class TaskViews {
    private final Json json;
    private final Progress progress;
    private final TargetForm targets;

    TaskViews(Json json, Progress progress, TargetForm targets) {
        this.json = json;
        this.progress = progress;
        this.targets = targets;
    }

    TaskDetail view(TaskHistory history, TaskTies ties) {
        var task = history.task();
        var work = task.work();
        return new TaskDetail(
                task.id(),
                work.queue(),
                history.status().word(),
                history.reason(),
                work.priority(),
                work.tenant(),
                task.job(),
                task.plannedAt(),
                task.hash(),
                task.source().retryOf(),
                ties.retriedAs(),
                ties.after(),
                json.stored(work.payload()),
                RetryPolicies.view(work.retry()),
                Seconds.of(work.timeout()),
                targets.view(work.target()),
                Concurrencies.view(work.concurrency()),
                ties.due(),
                ties.deadline(),
                task.source().dataAt(),
                history.counted(),
                progress.of(task.id()).orElse(null),
                history.attempts().stream()
                        .map(attempt -> AttemptViews.view(attempt, json))
                        .toList(),
                ties.lateResults(),
                task.createdAt(),
                history.endedAt());
    }

    LateResultView view(LateResult late) {
        return new LateResultView(
                late.fence(),
                late.ending().word(),
                late.reason(),
                late.error(),
                late.exitCode(),
                late.result() == null ? null : json.stored(late.result()),
                late.log(),
                late.receivedAt());
    }

    static PriorityStepView view(PriorityChange change) {
        return new PriorityStepView(change.at(), change.by(), change.before(), change.after());
    }

    static TaskView view(TaskSummary task) {
        return new TaskView(
                task.id(),
                task.queue(),
                task.status().word(),
                task.reason(),
                task.priority(),
                task.tenant(),
                task.job(),
                task.hash(),
                task.retryOf(),
                task.counted(),
                task.createdAt(),
                task.endedAt());
    }

    static QueuedTaskView view(QueuedTask task, long position) {
        return new QueuedTaskView(
                task.place().task(),
                position,
                task.place().rank(),
                task.priority(),
                task.tenant(),
                task.hash(),
                task.counted(),
                task.deadline(),
                task.createdAt());
    }

    static DeadLetterView view(DeadLetter letter) {
        return new DeadLetterView(
                letter.id(),
                letter.queue(),
                letter.job(),
                letter.tenant(),
                letter.priority(),
                letter.reason(),
                letter.error(),
                letter.counted(),
                letter.retriedAs(),
                letter.createdAt(),
                letter.endedAt());
    }

    static DeadLetterGroupView view(DeadLetter.Group group) {
        return new DeadLetterGroupView(
                group.reason(),
                group.fingerprint(),
                group.count(),
                group.redrivable(),
                group.firstAt(),
                group.lastAt(),
                group.newest());
    }
}
