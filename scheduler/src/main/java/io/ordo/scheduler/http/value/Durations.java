package io.ordo.scheduler.http.value;

import io.micronaut.json.tree.JsonNode;
import io.ordo.scheduler.schedule.Interval;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Durations as requests write them: seconds as a number, or a text such as {@code 30s}. */
public final class Durations {
    /** Beyond every limit of a duration, and still far from what a number of milliseconds holds. */
    private static final double MOST_SECONDS = 1e9;

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(\\.\\d{1,3})?");

    private Durations() {}

    /** The duration a value of a body stands for; empty when it stands for none. */
    public static Optional<Duration> of(JsonNode value) {
        if (value.isString()) {
            return Interval.parse(value.getStringValue());
        }
        if (!value.isNumber()) {
            return Optional.empty();
        }
        double seconds = Math.clamp(value.getDoubleValue(), -MOST_SECONDS, MOST_SECONDS);
        return Optional.of(Duration.ofMillis(Math.round(seconds * 1000)));
    }

    /** The duration a query parameter stands for; empty when it stands for none. */
    public static Optional<Duration> of(String text) {
        return Interval.parse(text).or(() -> seconds(text));
    }

    public static boolean isWithin(Duration duration, Duration least, Duration most) {
        return duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0;
    }

    /** What a duration out of range must be. */
    public static String range(Duration least, Duration most) {
        return "Must be " + seconds(least) + " to " + seconds(most) + " seconds";
    }

    private static Optional<Duration> seconds(String text) {
        return SECONDS.matcher(text).matches()
                ? Optional.of(
                        Duration.ofMillis(new BigDecimal(text).movePointRight(3).longValueExact()))
                : Optional.empty();
    }

    private static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString();
    }
}
