package io.ordo.api.explanation;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.math.BigDecimal;

/**
 * What one factor adds to a rank.
 *
 * @param factor {@code bound} for what the clamp takes back
 * @param seconds how much later it lets the task stand; negative for earlier
 * @param words why
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record ContributionView(String factor, BigDecimal seconds, String words) {}
