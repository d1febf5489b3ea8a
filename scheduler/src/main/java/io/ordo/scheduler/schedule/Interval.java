package io.ordo.scheduler.schedule;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Durations as users write them: a whole number and one of {@code s m h d}. */
public final class Interval {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})([smhd])");

    private Interval() {}

    /** The duration a text such as {@code 30s}, {@code 5m}, {@code 1h} or {@code 1d} stands for; empty for others. */
    public static Optional<Duration> parse(String text) {
        var matcher = FORM.matcher(text);
        return matcher.matches() ? Optional.of(duration(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    /** A duration in English, in whole seconds: days are said in hours, since a day of the calendar may have 23. */
    static String words(Duration duration) {
        if (duration.toSeconds() % 3_600 == 0) {
            return words(duration.toHours(), "hour");
        }
        return duration.toSeconds() % 60 == 0
                ? words(duration.toMinutes(), "minute")
                : words(duration.toSeconds(), "second");
    }

    private static String words(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }

    private static Duration duration(String count, String unit) {
        long number = Long.parseLong(count);
        return switch (unit) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> throw new IllegalArgumentException("unit " + unit);
        };
    }
}
