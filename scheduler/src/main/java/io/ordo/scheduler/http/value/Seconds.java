package io.ordo.scheduler.http.value;

import java.math.BigDecimal;
import java.time.Duration;

/** How answers write durations: seconds, without zeros at the end, since some clients read whole seconds only. */
public final class Seconds {
    private Seconds() {}

    public static BigDecimal of(Duration duration) {
        return plain(BigDecimal.valueOf(duration.toMillis(), 3));
    }

    /** {@code 60}, not {@code 60.0} or {@code 6E+1}. */
    public static BigDecimal plain(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
