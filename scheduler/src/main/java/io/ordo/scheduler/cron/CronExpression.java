package io.ordo.scheduler.cron;

import static java.util.Map.entry;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An expression as it was read: what stands in each field. */
record CronExpression(Map<CronField, FieldValue> values) {
    private static final Map<String, String> NICKNAMES = Map.ofEntries(
            entry("@yearly", "0 0 1 1 *"),
            entry("@annually", "0 0 1 1 *"),
            entry("@monthly", "0 0 1 * *"),
            entry("@weekly", "0 0 * * 0"),
            entry("@daily", "0 0 * * *"),
            entry("@midnight", "0 0 * * *"),
            entry("@hourly", "0 * * * *"),
            entry("@minutely", "* * * * *"),
            entry("@secondly", "* * * * * *"),
            entry("@weekdays", "0 0 * * 1-5"),
            entry("@weekends", "0 0 * * 0,6"));

    /**
     * Reads five fields, six with seconds first, or a nickname.
     *
     * @throws IllegalArgumentException when it is not understood; says what to write instead
     */
    static CronExpression read(String text) {
        if (text.startsWith("@")) {
            return read(named(text));
        }
        var fields = List.of(text.split("\\s+", -1));
        int most = CronField.values().length;
        if (fields.size() != most && fields.size() != most - 1) {
            throw new IllegalArgumentException(
                    "cron has 5 fields, or 6 with seconds first; this has " + (text.isEmpty() ? 0 : fields.size()));
        }
        var values = new EnumMap<CronField, FieldValue>(CronField.class);
        var written = (fields.size() == most ? fields : withSecondZero(fields)).iterator();
        for (var field : CronField.values()) {
            values.put(field, field.read(written.next()));
        }
        return new CronExpression(values);
    }

    private static List<String> withSecondZero(List<String> fields) {
        return Stream.concat(Stream.of("0"), fields.stream()).toList();
    }

    private static String named(String nickname) {
        var text = NICKNAMES.get(nickname.toLowerCase(Locale.ROOT));
        if (text == null) {
            throw new IllegalArgumentException(
                    "known names are " + String.join(", ", new TreeSet<>(NICKNAMES.keySet())));
        }
        return text;
    }

    FieldValue value(CronField field) {
        return Objects.requireNonNull(values.get(field));
    }

    /** Whether it names its times of day; otherwise it follows real time. */
    boolean isFixed() {
        return Stream.of(CronField.SECOND, CronField.MINUTE, CronField.HOUR)
                .noneMatch(field -> value(field) instanceof FieldValue.Ranges ranges && ranges.hasStar());
    }

    /** Whether a day must satisfy both of its fields; otherwise either is enough. */
    boolean isBothDays() {
        return value(CronField.DAY).isLed() || value(CronField.WEEKDAY).isLed();
    }

    /** Six fields as the library reads them right. */
    String text() {
        return Stream.of(CronField.values()).map(field -> value(field).text()).collect(Collectors.joining(" "));
    }
}
