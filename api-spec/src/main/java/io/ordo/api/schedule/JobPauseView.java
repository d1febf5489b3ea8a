package io.ordo.api.schedule;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a job was paused.
 *
 * @param by whose key it was
 * @param note why; null for no reason given
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record JobPauseView(Instant at, String by, @Nullable String note) {}
