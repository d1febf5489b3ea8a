package io.ordo.scheduler.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * What a schedule says and when it would be due.
 *
 * @param words the schedule in English, without its time zone; and that nothing is planned, when there are no fires
 * @param fires oldest first
 */
public record Preview(String words, List<Fire> fires) {
    /** What matches matches in the hundred years behind it. */
    private static final LocalDateTime ANY_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

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
        boolean isSilent = most == 0 || !fires.isEmpty() || expression.isManual();
        return new Preview(schedule.words() + (isSilent ? "" : never(schedule, from)), List.copyOf(fires));
    }

    private static String never(Schedule schedule, Instant from) {
        return schedule instanceof Schedule.Cron cron
                        && cron.times().nextAfter(ANY_TIME).isEmpty()
                ? "; no day ever matches"
                : "; nothing is planned from " + from + " on";
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
