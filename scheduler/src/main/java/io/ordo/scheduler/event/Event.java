package io.ordo.scheduler.event;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a job or a task. It is written with the move it tells of, and never changed.
 *
 * @param number unlike that of any other event; of two events of one task the later has the greater one
 * @param type what happened, for example {@code task_queued}
 * @param happenedAt on the database's clock
 * @param queue of the task, or of the job's tasks
 * @param job null for a task that was pushed
 * @param task null for an event of a job
 * @param detail more about it, a JSON object
 */
public record Event(
        long number,
        String type,
        Instant happenedAt,
        String queue,
        @Nullable UUID job,
        @Nullable UUID task,
        String detail) {}
