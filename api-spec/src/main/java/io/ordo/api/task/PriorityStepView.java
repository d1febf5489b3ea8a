package io.ordo.api.task;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;

/**
 * A task was made more or less urgent.
 *
 * @param changedBy who did; {@code push} for a push of the same identity
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record PriorityStepView(Instant changedAt, String changedBy, int priorityBefore, int priority) {}
