package io.ordo.ranker.ahead;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;

/**
 * How fast tasks start: those counted and the time they were counted in. Of both, half is forgotten in three minutes,
 * so that the last minutes speak.
 *
 * @param started tasks, the old ones counting less and less
 * @param seconds as many of the time that was watched
 */
public record Pace(double started, double seconds) {
    /** Nothing was watched yet. */
    public static final Pace NONE = new Pace(0, 0);

    private static final double HALF_LIFE = 180;

    /** What a moment too short to count in is taken for. */
    private static final double SHORTEST = 1;

    private static final int DIGITS = 2;

    /** It, after some more time in which so many tasks were started. */
    public Pace after(Duration time, double more) {
        double kept = Math.pow(2, -Math.max(0, time.toMillis()) / 1_000.0 / HALF_LIFE);
        return new Pace(started * kept + more, seconds * kept + (1 - kept) * HALF_LIFE / Math.log(2));
    }

    /** Tasks started in a second. */
    public double perSecond() {
        return started / Math.max(SHORTEST, seconds);
    }

    /** So many a second as a person says it: {@code 0.8 a second} or {@code 3 an hour}. */
    public static String words(double perSecond) {
        if (perSecond >= 0.1) {
            return number(perSecond) + " a second";
        }
        return perSecond >= 0.1 / 60 ? number(perSecond * 60) + " a minute" : number(perSecond * 3_600) + " an hour";
    }

    private static String number(double number) {
        return number >= 10
                ? String.valueOf(Math.round(number))
                : BigDecimal.valueOf(number)
                        .round(new MathContext(DIGITS))
                        .stripTrailingZeros()
                        .toPlainString();
    }
}
