package io.ordo.api.connection;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;

/**
 * Every connection.
 *
 * @param items in the order of their names
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record ConnectionList(List<ConnectionView> items) {}
