package io.ordo.ranker;

import java.math.BigDecimal;
import java.time.Duration;

/** Writes durations as people read them in explanations: in seconds, exact to the millisecond, no zeros at the end. */
public final class Seconds {
    private Seconds() {}

    /** As in {@code 41.25 s}; {@code 0 s} for nothing. */
    public static String plain(Duration duration) {
        var seconds = BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros();
        return seconds.toPlainString() + " s";
    }

    /** As in {@code +600 s}, {@code -0.5 s}; {@code +0 s} for nothing. */
    public static String signed(Duration duration) {
        return (duration.isNegative() ? "" : "+") + plain(duration);
    }
}
