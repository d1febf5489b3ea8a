package io.ordo.api.flow;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

/**
 * How many tasks of one kind may be under way at once, whatever queues they are in.
 *
 * @param key what they have in common
 * @param max a task begins when fewer than that are dispatched or running
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record ConcurrencyView(String key, int max) {}
