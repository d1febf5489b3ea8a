package io.ordo.api.queue;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * The holder's exclusive right to a popped task.
 *
 * @param fence the key that extends, starts, settles and releases the task; the newest wins
 * @param attempt which try this is, from 1, counting every pop
 * @param expiresAt when the right ends unless it is extended, on the database's clock
 * @param seconds how long the lease was granted for: extend well within this time
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record LeaseView(long fence, int attempt, Instant expiresAt, BigDecimal seconds) {}
