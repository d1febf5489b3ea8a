package io.ordo.api.queue;

import io.micronaut.serde.annotation.Serdeable;

/** The body of start and release: the fence the task was popped with. */
@Serdeable
public record FenceBody(long fence) {}
