package io.ordo.api.queue;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.UUID;

/** Names one lease: the task and the fence it was popped with. */
@Serdeable(naming = SnakeCaseStrategy.class)
public record LeaseKey(UUID taskId, long fence) {}
