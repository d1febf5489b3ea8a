package io.ordo.api.schedule;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A planned time to come.
 *
 * @param local what the clocks of the zone show then
 * @param mark {@code shifted}: the end of a gap that swallowed the time that was meant; {@code first} or
 *     {@code second}: the clocks show this time twice; null for an ordinary time
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record FireView(Instant utc, String local, @Nullable String mark) {}
