package io.ordo.api.flow;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.math.BigDecimal;

/**
 * A token bucket.
 *
 * @param perSecond what leaves in a second in the long run
 * @param burst the most at once after a quiet time
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record RateView(BigDecimal perSecond, int burst) {}
