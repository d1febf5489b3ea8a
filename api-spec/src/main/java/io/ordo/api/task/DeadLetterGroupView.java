package io.ordo.api.task;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.UUID;

/**
 * Dead letters that look alike.
 *
 * @param reason a stable word for how they failed
 * @param fingerprint the beginning of their error, with # for every number and id; empty without an error
 * @param redrivable how many of them were not done again yet and can be, as their queue exists
 * @param newest the one that failed last
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record DeadLetterGroupView(
        String reason, String fingerprint, long count, long redrivable, Instant firstAt, Instant lastAt, UUID newest) {}
