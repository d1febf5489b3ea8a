package io.ordo.api.explanation;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

/**
 * Where a task would stand if something about it were different.
 *
 * @param change as in {@code with priority 1}
 * @param position 1 is next
 * @param approximate whether the position is estimated
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record CounterfactualView(String change, int position, boolean approximate) {}
