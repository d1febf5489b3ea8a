package io.ordo.ranker.factor;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What can be set about a factor.
 *
 * @param name as in compositions: lower case, words joined by {@code _}
 * @param kind how its value is written
 * @param least the least value, inclusive: seconds for durations, characters for texts
 * @param most the largest value, inclusive, likewise
 * @param otherwise the value when it is left out: a Duration, a Double or a String
 * @param meaning what it does, as a person would say it
 */
public record Parameter(String name, Kind kind, double least, double most, Object otherwise, String meaning) {
    private static final Pattern WRITTEN = Pattern.compile("(-?\\d{1,9}(?:\\.\\d{1,3})?)(ms|s|m|h|d)");
    private static final Map<String, Double> SECONDS =
            Map.of("ms", 0.001, "s", 1.0, "m", 60.0, "h", 3600.0, "d", 86400.0);

    /** How a value is written. */
    public enum Kind {
        /** Seconds as a number, or a text like {@code 500ms 30s 5m 1h 1d}. */
        DURATION,
        /** A number without a unit. */
        NUMBER,
        /** A text. */
        TEXT
    }

    /**
     * The value that is meant.
     *
     * @param written a Number or a String
     * @throws IllegalArgumentException that says what is allowed
     */
    Object read(@Nullable Object written) {
        return switch (kind) {
            case DURATION -> duration(written);
            case NUMBER -> inRange(written instanceof Number number ? number.doubleValue() : Double.NaN);
            case TEXT -> text(written);
        };
    }

    /**
     * The duration that is meant, for a parameter of that kind; whole milliseconds.
     *
     * @throws IllegalArgumentException that says what is allowed
     */
    public Duration duration(@Nullable Object written) {
        return Duration.ofMillis(Math.round(inRange(seconds(written)) * 1_000));
    }

    /** The value as JSON would have it: a Number for durations (seconds) and numbers, a String for texts. */
    Object write(Object value) {
        return switch (value) {
            case Duration duration -> number(duration.toMillis() / 1_000.0);
            case Double number -> number(number);
            default -> value;
        };
    }

    /** Unit, range and default in a few words. */
    public String allowed() {
        return switch (kind) {
            case DURATION ->
                "seconds from " + number(least) + " to " + number(most) + " (or like 500ms 30s 5m 1h), default "
                        + write(otherwise);
            case NUMBER -> "a number from " + number(least) + " to " + number(most) + ", default " + write(otherwise);
            case TEXT ->
                "a text of " + number(least) + " to " + number(most) + " characters, default \"" + otherwise + '"';
        };
    }

    private double inRange(double value) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException("must be " + allowed());
        }
        return value;
    }

    private String text(@Nullable Object written) {
        if (written instanceof String text && text.length() >= least && text.length() <= most) {
            return text;
        }
        throw new IllegalArgumentException("must be " + allowed());
    }

    private static double seconds(@Nullable Object written) {
        if (written instanceof Number number) {
            return number.doubleValue();
        }
        if (written instanceof String text) {
            var matcher = WRITTEN.matcher(text);
            if (matcher.matches()) {
                return Double.parseDouble(matcher.group(1)) * SECONDS.getOrDefault(matcher.group(2), Double.NaN);
            }
        }
        return Double.NaN;
    }

    private static Number number(double value) {
        if (value == Math.rint(value)) {
            return (long) value;
        }
        return value;
    }
}
