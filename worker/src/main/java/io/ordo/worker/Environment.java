package io.ordo.worker;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads settings from environment variables. A blank one counts as absent; a bad one throws
 * {@link IllegalArgumentException} with one sentence that names it and says what it must be.
 */
record Environment(Map<String, String> variables) {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})([smhd]?)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,10}) ?(KiB|MiB|GiB)?");
    private static final Map<String, Integer> SECONDS = Map.of("", 1, "s", 1, "m", 60, "h", 3_600, "d", 86_400);
    private static final Map<String, Integer> BYTES = Map.of("KiB", 1 << 10, "MiB", 1 << 20, "GiB", 1 << 30);

    Environment {
        variables = Map.copyOf(variables);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(variables.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    String text(String name, String otherwise) {
        return text(name).orElse(otherwise);
    }

    /** A whole number, both ends of the range included. */
    int integer(String name, int otherwise, Range range) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        return text.filter(number -> number.matches("\\d{1,9}"))
                .map(Integer::valueOf)
                .filter(number -> range.min() <= number && number <= range.max())
                .orElseThrow(() -> wrong(name, "a whole number from " + range.min() + " to " + range.max()));
    }

    /** Seconds, or a number with one of the letters s m h d; both ends of the range, in seconds, included. */
    Duration duration(String name, Duration otherwise, Range range) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        return text.map(DURATION::matcher)
                .filter(Matcher::matches)
                .map(match -> Long.parseLong(match.group(1)) * SECONDS.getOrDefault(match.group(2), 1))
                .filter(seconds -> range.min() <= seconds && seconds <= range.max())
                .map(Duration::ofSeconds)
                .orElseThrow(() -> wrong(
                        name, "a duration such as 30s, 5m or 1h, from " + range.min() + " s to " + range.max() + " s"));
    }

    /** Bytes, or a number with KiB, MiB or GiB; both ends of the range, in bytes, included. */
    int size(String name, int otherwise, Range range) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        return text.map(SIZE::matcher)
                .filter(Matcher::matches)
                .map(match -> Long.parseLong(match.group(1)) * BYTES.getOrDefault(String.valueOf(match.group(2)), 1))
                .filter(bytes -> range.min() <= bytes && bytes <= range.max())
                .map(Long::intValue)
                .orElseThrow(() -> wrong(
                        name, "a size such as 512KiB or 10MiB, from " + range.min() + " to " + range.max() + " bytes"));
    }

    /** One of the words, read without regard to case. */
    String word(String name, String otherwise, Pattern words) {
        String word = text(name, otherwise).toUpperCase(Locale.ROOT);
        if (!words.matcher(word).matches()) {
            throw wrong(name, "one of " + words.pattern().replace("|", ", "));
        }
        return word;
    }

    /** For a value that may be shown. */
    IllegalArgumentException wrong(String name, String expected) {
        return new IllegalArgumentException(
                name + " must be " + expected + "; it was '" + text(name).orElse("") + "'.");
    }

    /** For a value that is missing, or may be a secret. */
    static IllegalArgumentException bad(String name, String expected) {
        return new IllegalArgumentException(name + " must be " + expected + ".");
    }

    /** From and to, both included. */
    record Range(int min, int max) {}
}
