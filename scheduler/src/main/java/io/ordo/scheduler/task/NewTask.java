package io.ordo.scheduler.task;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task about to be made.
 *
 * @param isIdNew whether its id was made for it, so that no other task can have it
 * @param due when it may be popped; arrival in ranking
 * @param ranked where it stands; null until somebody has ranked it, which nobody does before it is due
 * @param deadline by when it should have finished; if it still waits then, it fails; null for none
 * @param after the tasks that must have completed before it may be popped
 * @param behind the task that must have ended before it may be popped, however it ends; null for none
 */
public record NewTask(
        Task task,
        boolean isIdNew,
        Instant due,
        @Nullable Ranked ranked,
        @Nullable Instant deadline,
        Set<UUID> after,
        @Nullable UUID behind) {
    public NewTask {
        after = Set.copyOf(after);
    }

    /** A task with a new id that waits for no other. */
    public NewTask(Task task, Instant due, @Nullable Instant deadline) {
        this(task, true, due, null, deadline, Set.of(), null);
    }

    /** It, changed before it was made. */
    public NewTask changed(Task other) {
        return new NewTask(other, isIdNew, due, ranked, deadline, after, behind);
    }

    /** It, ranked. */
    public NewTask ranked(Ranked asThis) {
        return new NewTask(task, isIdNew, due, asThis, deadline, after, behind);
    }

    /** It, waiting for the end of another. */
    public NewTask behind(UUID other) {
        return new NewTask(task, isIdNew, due, ranked, deadline, after, other);
    }

    /** Whether it waits for the end of others. */
    public boolean isFollower() {
        return !after.isEmpty() || behind != null;
    }

    /** What was charged to its tenant; null when nobody was. */
    public @Nullable Charge charge() {
        return ranked == null ? null : ranked.charge(task.work().tenant());
    }

    /** Whether it may be popped as soon as it is made. */
    public boolean isDue() {
        return !isFollower() && !due.isAfter(task.createdAt());
    }
}
