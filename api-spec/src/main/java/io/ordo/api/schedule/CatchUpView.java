package io.ordo.api.schedule;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of planned times that were missed, because no scheduler planned then.
 *
 * @param policy {@code skip}: they get no task; {@code last}: the newest gets one, the others go to it; {@code all}:
 *     each gets one
 * @param maxCount the most tasks {@code all} makes, for the newest
 * @param maxAge seconds after which a planned time gets none; null for no bound
 * @param spacing seconds between the tasks {@code all} makes
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record CatchUpView(
        String policy, int maxCount, @Nullable BigDecimal maxAge, BigDecimal spacing) {}
