package io.ordo.api.explanation;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a queued task will probably start.
 *
 * @param low one in ten starts earlier; null without experience
 * @param median half of them start earlier; null when nobody can say
 * @param high nine in ten start earlier; null without experience
 * @param basedOn what it goes by, or why there is none
 * @param calibration how well earlier estimates held; null without experience
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record EstimatedStart(
        @Nullable Instant low,
        @Nullable Instant median,
        @Nullable Instant high,
        String basedOn,
        @Nullable EstimateCalibration calibration) {
    /**
     * How well earlier estimates of the queue held.
     *
     * @param estimates how many were compared with what came, the old ones counting less and less
     * @param within the share of those that started between low and high; null as long as none had both
     * @param medianRatio half of them waited longer than so many times what position and pace alone said
     */
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record EstimateCalibration(
            int estimates, @Nullable BigDecimal within, BigDecimal medianRatio) {}
}
