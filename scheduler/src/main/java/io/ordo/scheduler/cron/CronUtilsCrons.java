package io.ordo.scheduler.cron;

import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.ordo.scheduler.schedule.Crons;
import io.ordo.scheduler.schedule.LocalTimes;
import io.ordo.scheduler.schedule.ScheduleRefused;
import io.ordo.scheduler.schedule.ScheduleRefused.Rule;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Cron as Vixie cron reads it, with five fields or six, {@code L}, {@code W} and {@code #}, and nicknames. The library
 * answers for local time alone, as if there were no zones: what becomes of its times when clocks change is not its
 * business.
 */
public final class CronUtilsCrons implements Crons {
    /** How many expressions are kept as they were read, some kilobytes each; then all are forgotten. */
    static final int MOST_KEPT = 10_000;

    private static final CronParser EITHER_DAY = new CronParser(fields().instance());
    private static final CronParser BOTH_DAYS =
            new CronParser(fields().matchDayOfWeekAndDayOfMonth().instance());

    private final Map<String, LocalTimes> kept = new ConcurrentHashMap<>();

    @Override
    public LocalTimes read(String expression) {
        var known = kept.get(expression);
        if (known != null) {
            return known;
        }
        var times = times(expression.strip());
        if (kept.size() >= MOST_KEPT) {
            kept.clear();
        }
        kept.put(expression, times);
        return times;
    }

    private static LocalTimes times(String text) {
        try {
            var expression = CronExpression.read(text);
            var parser = expression.isBothDays() ? BOTH_DAYS : EITHER_DAY;
            var cron = parser.parse(expression.text()).validate();
            return new CronTimes(ExecutionTime.forCron(cron), expression.isFixed(), CronWords.of(expression));
        } catch (IllegalArgumentException notUnderstood) {
            throw new ScheduleRefused(
                    Rule.FORMAT,
                    "'" + text + "' is not a schedule: " + notUnderstood.getMessage()
                            + ". Write five cron fields (minute hour day month weekday) or six (second first), an ISO"
                            + " date-time, an interval such as 30s, 5m, 1h or 1d, or now, in 50s, after 50s, manual.");
        }
    }

    private static CronDefinitionBuilder fields() {
        return CronDefinitionBuilder.defineCron()
                .withSeconds()
                .withStrictRange()
                .and()
                .withMinutes()
                .withStrictRange()
                .and()
                .withHours()
                .withStrictRange()
                .and()
                .withDayOfMonth()
                .supportsL()
                .supportsW()
                .supportsLW()
                .withStrictRange()
                .and()
                .withMonth()
                .withStrictRange()
                .and()
                .withDayOfWeek()
                .withValidRange(0, 7)
                .withMondayDoWValue(1)
                .supportsHash()
                .supportsL()
                .withStrictRange()
                .and();
    }

    private record CronTimes(ExecutionTime times, boolean isFixed, String words) implements LocalTimes {
        @Override
        public Optional<LocalDateTime> nextAfter(LocalDateTime local) {
            return times.nextExecution(local.atZone(ZoneOffset.UTC)).map(ZonedDateTime::toLocalDateTime);
        }
    }
}
