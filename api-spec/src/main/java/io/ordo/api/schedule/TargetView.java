package io.ordo.api.schedule;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

/**
 * Where tasks are pushed.
 *
 * @param type {@code rest}, {@code kafka} or {@code redis}
 * @param settings what this type needs to know
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record TargetView(String type, JsonNode settings) {}
