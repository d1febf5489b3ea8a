package io.ordo.scheduler.foreseeing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a task will probably start.
 *
 * @param low one in ten starts earlier; null without experience
 * @param median half of them start earlier; null when nobody can say
 * @param high nine in ten start earlier; null without experience
 * @param basedOn what it goes by, or why there is none, as a person would say it
 * @param calibration how well earlier estimates held; null without experience
 */
public record Estimate(
        @Nullable Instant low,
        @Nullable Instant median,
        @Nullable Instant high,
        String basedOn,
        @Nullable Calibration calibration) {
    /** None, for this reason. */
    public static Estimate unknown(String why) {
        return new Estimate(null, null, null, why, null);
    }

    /** It, of a task that starts no earlier than that. */
    public Estimate from(Instant earliest) {
        return new Estimate(later(low, earliest), later(median, earliest), later(high, earliest), basedOn, calibration);
    }

    private static @Nullable Instant later(@Nullable Instant time, Instant earliest) {
        return time != null && time.isBefore(earliest) ? earliest : time;
    }

    /**
     * How well earlier estimates held.
     *
     * @param estimates how many were compared with what came, the old ones counting less and less
     * @param within the share of those that started between low and high; null as long as none had both
     * @param medianRatio half of them waited longer than so many times what was estimated
     */
    public record Calibration(int estimates, @Nullable Double within, double medianRatio) {}
}
