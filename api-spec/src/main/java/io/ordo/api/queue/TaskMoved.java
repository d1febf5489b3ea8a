package io.ordo.api.queue;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.UUID;

/**
 * Where a task stands after it was started, settled, released or cancelled.
 *
 * @param status one of {@code pending, queued, dispatched, running, completed, failed, cancelled}
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record TaskMoved(UUID taskId, String status) {}
