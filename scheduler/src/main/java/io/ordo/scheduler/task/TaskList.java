package io.ordo.scheduler.task;

import java.util.Optional;
import java.util.UUID;

/** Tasks of queues, live and ended together, for looking through. */
public interface TaskList {
    Optional<TaskSnapshot> find(UUID task);
}
