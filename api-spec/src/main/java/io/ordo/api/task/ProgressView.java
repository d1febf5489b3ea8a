package io.ordo.api.task;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.UUID;

/**
 * How far a task has come.
 *
 * @param progress in percent
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record ProgressView(UUID taskId, int progress) {}
