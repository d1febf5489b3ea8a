package io.ordo.scheduler.pushing;

import io.ordo.scheduler.task.Task.Source;
import io.ordo.scheduler.work.Work;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task somebody wants done.
 *
 * @param id the task's, unless a queued task of the same identity is changed instead
 * @param isIdNew whether the id was made for this push, so that no other task can have it
 * @param hash its identity among the queued tasks of its queue; null for a task that is like no other
 * @param notBefore when it may be popped; null for at once
 * @param deadline by when it should have finished; if it still waits then, it fails; null for none
 * @param after the tasks that must have completed before it may be popped
 */
public record Push(
        UUID id,
        boolean isIdNew,
        Source source,
        Work work,
        @Nullable String hash,
        @Nullable Instant notBefore,
        @Nullable Instant deadline,
        Set<UUID> after) {
    /** The most tasks one waits for. */
    public static final int MOST_AFTER = 100;

    public Push {
        after = Set.copyOf(after);
    }

    /** It, under an id that says which push this is: who pushes it again finds the task there. */
    public Push known(UUID name) {
        return new Push(name, false, source, work, hash, notBefore, deadline, after);
    }
}
