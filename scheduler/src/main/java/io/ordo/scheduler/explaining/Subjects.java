package io.ordo.scheduler.explaining;

import io.ordo.scheduler.queue.Queue;
import java.util.Optional;
import java.util.UUID;

/** Sees tasks that are asked about, and what holds them up. */
public interface Subjects {
    /** The most tasks that are named of those another waits for. */
    int MOST_AFTER = 10;

    /** A task; empty when there is none of that id. */
    Optional<Subject> find(UUID task);

    /** The way out of a queue. */
    Usage usage(Queue queue);
}
