package io.ordo.scheduler.planning;

import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.job.Overlap;
import io.ordo.scheduler.pushing.ItemPayload;
import io.ordo.scheduler.queue.KatRules;
import io.ordo.scheduler.task.NewTask;
import io.ordo.scheduler.task.Task;
import io.ordo.scheduler.task.Task.Source;
import io.ordo.scheduler.work.Work;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the task a job becomes. */
public final class JobTasks {
    private final Supplier<UUID> ids;
    private final ItemPayload payloads;

    /** @param ids a new UUIDv7 at every call */
    public JobTasks(Supplier<UUID> ids, ItemPayload payloads) {
        this.ids = ids;
        this.payloads = payloads;
    }

    /**
     * The task of a job.
     *
     * @param planned the planned time it stands for; null for a task that was asked for by hand
     * @param dueAt when the job was due for it; its deadline counts from there
     * @param arrival when it may be popped
     */
    NewTask of(DueJob due, @Nullable Instant planned, Instant dueAt, Instant arrival) {
        var job = due.job();
        var id = ids.get();
        var work = due.kat() == null ? job.draft().work() : work(due, due.kat(), id);
        var deadline = job.draft().deadline();
        return new NewTask(
                new Task(id, Source.of(job.id(), planned), work, identity(job), due.now()),
                arrival,
                deadline == null ? null : dueAt.plus(deadline));
    }

    /**
     * The task of a job for a planned time that is long past. It arrives now, and its deadline counts from now.
     *
     * @param retryOf the task that did it before; null for none
     */
    public NewTask late(DueJob due, Instant planned, @Nullable UUID retryOf) {
        var made = of(due, planned, due.now(), due.now());
        var task = made.task();
        var source = new Source(task.job(), planned, retryOf, null);
        return made.changed(new Task(task.id(), source, task.work(), task.hash(), task.createdAt()));
    }

    /** Whoever asks by hand asks with priority 1, so the epoch's seconds come after them, first in first out. */
    private Work work(DueJob due, KatRules kat, UUID task) {
        var work = due.job().draft().work();
        int priority = (int) Math.min(Integer.MAX_VALUE, due.now().getEpochSecond());
        var payload = payloads.of(kat.item(), work.payload(), task);
        return new Work(
                work.queue(), work.tenant(), priority, payload, work.retry(), work.timeout(), null, work.concurrency());
    }

    /**
     * What the tasks of a job are known by that must not be beside each other: OpenKAT's by the hash of what is to be
     * done, others by their job. Null for a job whose tasks may.
     */
    public static @Nullable String identity(Job job) {
        if (job.isKat()) {
            return job.externalKey();
        }
        boolean mayOverlap = job.draft().policies().overlap() == Overlap.ALLOW
                && !job.draft().schedule().isAfterEnd();
        return mayOverlap ? null : job.id().toString();
    }
}
