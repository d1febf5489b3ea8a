package io.ordo.scheduler.pushing;

import io.ordo.scheduler.task.Status;
import io.ordo.scheduler.task.Task;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What came of a push. */
public sealed interface Pushed {
    /** The task was made: queued, or pending when it may not be popped yet. */
    record Made(Task task, Status status) implements Pushed {}

    /** A queued task of the same identity was changed, and keeps its id. */
    record Changed(Task task) implements Pushed {}

    /** The queue holds as many tasks as it may; only priority 1 enters. */
    record Full(int maxsize) implements Pushed {}

    /** A task of the same identity is queued, and the queue's rules leave it as it is. */
    record Twin(UUID queued) implements Pushed {}

    /** There is a task of that id. */
    record IdTaken() implements Pushed {}

    /** The queue was removed, which this scheduler had not heard of. */
    record QueueGone() implements Pushed {}

    /** There are no tasks of these ids to wait for. */
    record AfterUnknown(Set<UUID> unknown) implements Pushed {}

    /** The code under which the push was refused; empty when it was not. */
    default Optional<String> refusal() {
        return switch (this) {
            case Made _, Changed _ -> Optional.empty();
            case Full _ -> Optional.of("queue_full");
            case Twin _ -> Optional.of("task_queued");
            case IdTaken() -> Optional.of("task_exists");
            case QueueGone() -> Optional.of("queue_unknown");
            case AfterUnknown _ -> Optional.of("after_unknown");
        };
    }
}
