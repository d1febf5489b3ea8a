package io.ordo.scheduler.http.queue;

import io.micronaut.http.HttpStatus;
import io.ordo.api.FieldError;
import io.ordo.api.queue.PushAnswer;
import io.ordo.api.queue.PushedTask;
import io.ordo.scheduler.http.problem.ProblemException;
import io.ordo.scheduler.http.request.QueueGuide;
import io.ordo.scheduler.pushing.Pushed;
import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.task.Task;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What came of pushes, as the wire shows it. */
final class PushViews {
    private PushViews() {}

    /** @throws ProblemException when the queue is gone */
    static PushAnswer view(Queue queue, List<Pushed> pushed) {
        return new PushAnswer(pushed.stream().map(one -> result(queue, one)).toList());
    }

    /** @throws ProblemException when it was refused */
    static PushedTask view(Queue queue, Pushed pushed) {
        return switch (pushed) {
            case Pushed.Made made -> view(made.task(), made.status().word(), false);
            case Pushed.Changed changed -> view(changed.task(), "queued", true);
            case Pushed.Full _, Pushed.Twin _, Pushed.IdTaken _, Pushed.QueueGone _, Pushed.AfterUnknown _ ->
                throw refusal(queue, pushed);
        };
    }

    /** What whoever pushed is told of a push that was refused. */
    static ProblemException refusal(Queue queue, Pushed pushed) {
        return switch (pushed) {
            case Pushed.Made _, Pushed.Changed _ -> throw new IllegalArgumentException("was not refused");
            case Pushed.Full full ->
                ProblemException.of(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "queue_full",
                        "Queue " + queue.id() + " is full, its maxsize is " + full.maxsize()
                                + "; push again later, or with priority 1.");
            case Pushed.Twin twin ->
                ProblemException.of(
                        HttpStatus.CONFLICT,
                        "task_queued",
                        "Task " + twin.queued() + " of the same hash is queued, and the queue's rules leave it as it"
                                + " is.");
            case Pushed.IdTaken() ->
                ProblemException.of(
                        HttpStatus.CONFLICT, "task_exists", "There is a task of that id; push without one.");
            case Pushed.QueueGone() -> QueueGuide.unknown(queue.id());
            case Pushed.AfterUnknown(Set<UUID> unknown) ->
                ProblemException.of(
                        HttpStatus.UNPROCESSABLE_ENTITY,
                        "after_unknown",
                        "There are no tasks of these ids to wait for.",
                        new FieldError("after", "unknown", "There is no task " + listed(unknown) + "."));
        };
    }

    private static PushedTask view(Task task, String status, boolean isChanged) {
        var work = task.work();
        return new PushedTask(
                task.id(),
                work.queue(),
                status,
                work.tenant(),
                work.priority(),
                task.hash(),
                isChanged,
                task.createdAt());
    }

    private static PushAnswer.Result result(Queue queue, Pushed pushed) {
        return switch (pushed) {
            case Pushed.Made made -> new PushAnswer.Result(201, made.task().id(), null);
            case Pushed.Changed changed ->
                new PushAnswer.Result(201, changed.task().id(), null);
            case Pushed.Full full -> refused(429, full);
            case Pushed.Twin twin -> refused(409, twin);
            case Pushed.IdTaken taken -> refused(409, taken);
            case Pushed.QueueGone() -> throw QueueGuide.unknown(queue.id());
            case Pushed.AfterUnknown unknown -> refused(422, unknown);
        };
    }

    private static PushAnswer.Result refused(int status, Pushed pushed) {
        return new PushAnswer.Result(status, null, pushed.refusal().orElseThrow());
    }

    private static String listed(Set<UUID> ids) {
        return ids.stream().map(UUID::toString).sorted().collect(Collectors.joining(" or "));
    }
}
