package io.ordo.scheduler.cron;

import com.cronutils.model.Cron;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.ordo.scheduler.schedule.Crons;
import io.ordo.scheduler.schedule.Schedule;
import io.ordo.scheduler.schedule.ScheduleRefused;
import io.ordo.scheduler.schedule.ScheduleRefused.Rule;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Cron with five fields, as Vixie cron reads it, and the {@code @daily} family. */
public final class CronUtilsCrons implements Crons {
    private static final CronDefinition FIVE_FIELDS = CronDefinitionBuilder.defineCron()
            .withMinutes()
            .withStrictRange()
            .and()
            .withHours()
            .withStrictRange()
            .and()
            .withDayOfMonth()
            .withStrictRange()
            .and()
            .withMonth()
            .withStrictRange()
            .and()
            .withDayOfWeek()
            .withValidRange(0, 7)
            .withMondayDoWValue(1)
            .withIntMapping(7, 0)
            .withStrictRange()
            .and()
            .withSupportedNicknameYearly()
            .withSupportedNicknameAnnually()
            .withSupportedNicknameMonthly()
            .withSupportedNicknameWeekly()
            .withSupportedNicknameDaily()
            .withSupportedNicknameMidnight()
            .withSupportedNicknameHourly()
            .instance();

    private static final Set<String> NICKNAMES =
            Set.of("@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly");
    private static final String NUMBER = "\\d{1,2}";
    private static final List<Field> FIELDS = List.of(
            Field.of("minute", NUMBER),
            Field.of("hour", NUMBER),
            Field.of("day", NUMBER),
            Field.of("month", NUMBER + "|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC"),
            Field.of("weekday", NUMBER + "|MON|TUE|WED|THU|FRI|SAT|SUN"));

    private final CronParser parser = new CronParser(FIVE_FIELDS);

    @Override
    public Schedule.Cron read(String expression, ZoneId zone) {
        return new CronUtilsCron(ExecutionTime.forCron(parse(expression)), zone);
    }

    private Cron parse(String expression) {
        String text = expression.strip();
        if (!NICKNAMES.contains(text)) {
            checkForm(text);
        }
        try {
            return parser.parse(text).validate();
        } catch (IllegalArgumentException outOfRange) {
            throw refused(text, String.valueOf(outOfRange.getMessage()).replaceFirst("^Failed to parse.*?\\. ", ""));
        }
    }

    /** The parser takes more than cron, and breaks on some of it: {@code /4}, {@code ||}. */
    private static void checkForm(String text) {
        var fields = List.of(text.split("\\s+", -1));
        if (text.startsWith("@")) {
            throw refused(text, "known names are " + String.join(", ", new TreeSet<>(NICKNAMES)));
        }
        if (fields.size() != FIELDS.size()) {
            throw refused(text, "cron has 5 fields, this has " + (text.isEmpty() ? 0 : fields.size()));
        }
        for (int i = 0; i < fields.size(); i++) {
            var form = FIELDS.get(i);
            if (!form.pattern().matcher(fields.get(i)).matches()) {
                throw refused(text, "its " + form.name() + " '" + fields.get(i) + "' is not understood");
            }
        }
    }

    private static ScheduleRefused refused(String text, String why) {
        return new ScheduleRefused(
                Rule.FORMAT,
                "'" + text + "' is not a schedule: " + why
                        + ". Write five cron fields (minute hour day month weekday), an ISO date-time, or an"
                        + " interval such as 30s, 5m, 1h or 1d.");
    }

    /** What may stand in a field: values, ranges and {@code *}, each with a step, with commas between. */
    private record Field(String name, Pattern pattern) {
        static Field of(String name, String value) {
            String item = "(\\*|(%1$s)(-(%1$s))?)(/0?[1-9]\\d?)?".formatted(value);
            return new Field(name, Pattern.compile(item + "(," + item + ")*", Pattern.CASE_INSENSITIVE));
        }
    }

    private record CronUtilsCron(ExecutionTime times, ZoneId zone) implements Schedule.Cron {
        @Override
        public Optional<Instant> nextAfter(Instant instant) {
            return times.nextExecution(instant.atZone(zone)).map(ZonedDateTime::toInstant);
        }
    }
}
