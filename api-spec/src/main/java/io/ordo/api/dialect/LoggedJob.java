package io.ordo.api.dialect;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.UUID;

/**
 * A job of the cron log.
 *
 * @param jobFields what is appended to its log
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record LoggedJob(UUID id, String name, String cron, JsonNode jobFields) {}
