package io.ordo.api.task;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the queued tasks of a queue.
 *
 * @param items in the order in which they are popped
 * @param nextCursor where the list goes on; null at its end
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record QueuedTaskPage(
        List<QueuedTaskView> items, @Nullable String nextCursor) {}
