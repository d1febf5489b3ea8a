package io.ordo.api.schedule;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Where tasks are pushed.
 *
 * @param type {@code rest}, {@code kafka} or {@code redis}
 * @param connection by whose name the rest of the settings is known; null for settings that are all here
 * @param settings what this type needs to know
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record TargetView(String type, @Nullable String connection, JsonNode settings) {}
