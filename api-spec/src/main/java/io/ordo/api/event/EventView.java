package io.ordo.api.event;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a job or a task.
 *
 * @param number unlike that of any other event; of two events of one task the later has the greater one
 * @param type what happened, for example {@code task_queued}
 * @param at when, on the database's clock
 * @param queue of the task, or of the job's tasks
 * @param jobId null for a task that was pushed
 * @param taskId null for an event of a job
 * @param detail what there is to say of it, depending on the type
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record EventView(
        long number,
        String type,
        Instant at,
        String queue,
        @Nullable UUID jobId,
        @Nullable UUID taskId,
        JsonNode detail) {}
