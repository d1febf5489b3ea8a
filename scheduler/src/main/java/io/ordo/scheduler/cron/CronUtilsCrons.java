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
import java.util.Optional;

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

    private final CronParser parser = new CronParser(FIVE_FIELDS);

    @Override
    public Schedule.Cron read(String expression, ZoneId zone) {
        return new CronUtilsCron(ExecutionTime.forCron(parse(expression)), zone);
    }

    private Cron parse(String expression) {
        try {
            return parser.parse(expression).validate();
        } catch (IllegalArgumentException notCron) {
            throw new ScheduleRefused(
                    Rule.FORMAT,
                    "'" + expression + "' is not a schedule: " + notCron.getMessage()
                            + ". Write five cron fields (minute hour day month weekday), an ISO date-time, or an"
                            + " interval such as 30s, 5m, 1h or 1d.");
        }
    }

    private record CronUtilsCron(ExecutionTime times, ZoneId zone) implements Schedule.Cron {
        @Override
        public Optional<Instant> nextAfter(Instant instant) {
            return times.nextExecution(instant.atZone(zone)).map(ZonedDateTime::toInstant);
        }
    }
}
