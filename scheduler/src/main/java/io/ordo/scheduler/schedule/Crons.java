package io.ordo.scheduler.schedule;

import java.time.ZoneId;

/** Reads cron expressions. */
@FunctionalInterface
public interface Crons {
    /**
     * The schedule an expression stands for in a zone.
     *
     * @throws ScheduleRefused when the expression is not understood; says what is wrong with it
     */
    Schedule.Cron read(String expression, ZoneId zone);
}
