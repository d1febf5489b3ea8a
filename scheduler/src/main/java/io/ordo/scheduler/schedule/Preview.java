package io.ordo.scheduler.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a schedule says and when it would be due.
 *
 * @param words the schedule in English, without its time zone
 * @param fires oldest first
 */
public record Preview(String words, List<Fire> fires) {
    /**
     * Looks ahead from an instant.
     *
     * @param schedule as the expression reads for the job
     * @param from the first instant that is looked at, itself included
     * @param most how many fires at most; of a schedule that counts from the end of a task one alone can be told, as if
     *     the last had ended at {@code from}
     */
    public static Preview of(ScheduleExpression expression, Schedule schedule, Instant from, int most) {
        var fires = new ArrayList<Fire>();
        boolean isAfter = expression.isAfterEnd();
        int last = isAfter ? Math.min(1, most) : most;
        var next = schedule.nextAfter(isAfter ? from : from.minusNanos(1));
        while (next.isPresent() && fires.size() < last) {
            var fire = Fire.of(next.get(), expression.zone());
            fires.add(isShifted(expression, schedule, fire) ? fire.shifted() : fire);
            next = schedule.nextAfter(next.get());
        }
        return new Preview(schedule.words(), List.copyOf(fires));
    }

    private static boolean isShifted(ScheduleExpression expression, Schedule schedule, Fire fire) {
        return switch (schedule) {
            case Schedule.Cron cron -> new RealTimes(cron).isShifted(fire.instant());
            case Schedule.At _ ->
                expression
                        .localTime()
                        .filter(time -> !time.equals(fire.local()))
                        .isPresent();
            case Schedule.Within within -> isShifted(expression, within.inner(), fire);
            case Schedule.Every _, Schedule.After _, Schedule.Manual _ -> false;
        };
    }
}
