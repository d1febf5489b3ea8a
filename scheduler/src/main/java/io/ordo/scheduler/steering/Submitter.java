package io.ordo.scheduler.steering;

import io.ordo.scheduler.commit.Commits;
import io.ordo.scheduler.pushing.Push;
import io.ordo.scheduler.pushing.Pushed;
import io.ordo.scheduler.pushing.Pusher;
import io.ordo.scheduler.pushing.Pusher.Reception;
import io.ordo.scheduler.pushing.SchedulesOnPush;
import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.steering.SteeringRefused.Reason;
import io.ordo.scheduler.task.Status;
import io.ordo.scheduler.task.Task;
import io.ordo.scheduler.task.Task.Source;
import io.ordo.scheduler.task.TaskList;
import io.ordo.scheduler.task.TaskSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** Takes in tasks of OpenKAT's queues: new ones, and those that a client hands back under their ids. */
public final class Submitter {
    private final Commits commits;
    private final TaskList tasks;
    private final Supplier<UUID> ids;
    private final Entrance entrance;
    private final Guide guide;

    public Submitter(Commits commits, TaskList tasks, Supplier<UUID> ids, Entrance entrance, Guide guide) {
        this.commits = commits;
        this.tasks = tasks;
        this.ids = ids;
        this.entrance = entrance;
        this.guide = guide;
    }

    /**
     * Queues a task.
     *
     * @return the task as it stands then: the new one, the queued one that was changed, or the one handed back
     * @throws SteeringRefused when the queue's rules are against it
     */
    public TaskSnapshot submit(Queue queue, Submission submission) {
        if (queue.isPaused()) {
            throw new SteeringRefused(Reason.PAUSED);
        }
        return commits.together(() -> {
            var id = submission.id();
            var known = id == null ? Optional.<TaskSnapshot>empty() : tasks.find(id);
            return known.isEmpty() ? enter(queue, submission) : meet(queue, submission, known.get());
        });
    }

    /** There is a task of that id. One that is queued meets the queue's rules, as every twin does. */
    private TaskSnapshot meet(Queue queue, Submission submission, TaskSnapshot known) {
        var task = known.task();
        boolean isQueued = known.status() == Status.QUEUED;
        if (!task.work().queue().equals(queue.id())
                || (isQueued && !submission.hash().equals(task.hash()))) {
            throw new SteeringRefused(Reason.ID_TAKEN);
        }
        return isQueued
                ? enter(queue, new Submission(null, submission.hash(), submission.work(), submission.dataAt()))
                : handBack(queue, task);
    }

    private TaskSnapshot handBack(Queue queue, Task task) {
        var standing = entrance.standings().hold(task.id()).orElseThrow(Submitter::unknown);
        if (standing instanceof Standing.Ended) {
            throw new SteeringRefused(Reason.ENDED);
        }
        if (standing instanceof Standing.Held held && held.holder() != null) {
            throw new SteeringRefused(Reason.HELD);
        }
        guide.lead(new Guide.Start(queue, task, standing), Status.QUEUED);
        return find(task.id());
    }

    /** Locks in the order the planner does: a schedule, then the queue's entrance, then places. */
    private TaskSnapshot enter(Queue queue, Submission submission) {
        var id = submission.id() == null ? ids.get() : submission.id();
        var source = source(queue, submission, id).on(submission.dataAt());
        var push = new Push(
                id, submission.id() == null, source, submission.work(), submission.hash(), null, null, Set.of());
        return switch (entrance.pusher().push(queue, List.of(push)).getFirst()) {
            case Pushed.Made made ->
                new TaskSnapshot(made.task(), made.status(), made.task().createdAt());
            case Pushed.Changed changed -> find(changed.task().id());
            case Pushed.Full _ -> throw new SteeringRefused(Reason.FULL);
            case Pushed.Twin _ -> throw new SteeringRefused(Reason.TWIN_QUEUED);
            case Pushed.IdTaken() -> throw new SteeringRefused(Reason.ID_TAKEN);
            case Pushed.QueueGone() -> throw new SteeringRefused(Reason.QUEUE_GONE);
            case Pushed.AfterUnknown _ -> throw new IllegalStateException("waits for no task");
        };
    }

    private Source source(Queue queue, Submission submission, UUID id) {
        var kat = queue.settings().kat();
        if (kat == null || !kat.makesSchedules()) {
            return Source.PUSH;
        }
        return entrance.schedules()
                .keep(queue, entrance.reception().payloads().of(queue, submission.work(), id), submission.hash())
                .map(job -> Source.of(job, null))
                .orElse(Source.PUSH);
    }

    private TaskSnapshot find(UUID id) {
        return tasks.find(id).orElseThrow(Submitter::unknown);
    }

    private static SteeringRefused unknown() {
        return new SteeringRefused(Reason.UNKNOWN);
    }

    /** What lets tasks in, and what it asks. */
    public record Entrance(Pusher pusher, Reception reception, Standings standings, SchedulesOnPush schedules) {}
}
