package io.ordo.scheduler.scheduling;

import io.ordo.scheduler.schedule.PlannedTimes;
import io.ordo.scheduler.schedule.Schedule;
import io.ordo.scheduler.schedule.ScheduleExpression;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** How many jobs are due in each minute to come: they herd where people like round numbers. */
public final class Herd {
    /** The longest that is looked ahead. */
    public static final int MOST_HOURS = 48;

    /** Times that are walked to at most; it is a few seconds of work. */
    private static final long MOST_STEPS = 20_000_000;

    private static final int PAGE = 1_000;
    private static final int HOUR = 60;

    private final Timetable timetable;
    private final Timed.Store jobs;

    public Herd(Timetable timetable, Timed.Store jobs) {
        this.timetable = timetable;
        this.jobs = jobs;
    }

    /**
     * Counts due times, as the schedules stand now. Jobs that are due after the end of their tasks are left out: nobody
     * knows when that is.
     *
     * @param from the first minute begins then, at the full minute
     * @param hours 1 to {@link #MOST_HOURS}
     */
    public Forecast look(Instant from, int hours) {
        return new Look(from.truncatedTo(ChronoUnit.MINUTES), hours * HOUR).whole();
    }

    private final class Look {
        private final Instant from;
        private final int[] counts;
        private final Map<ScheduleExpression, int[]> patterns = new HashMap<>();
        private int counted;
        private long steps;

        Look(Instant from, int minutes) {
            this.from = from;
            this.counts = new int[minutes];
        }

        Forecast whole() {
            var page = jobs.list(null, PAGE);
            while (!page.isEmpty() && steps < MOST_STEPS) {
                page.forEach(this::add);
                page = jobs.list(page.getLast().job(), PAGE);
            }
            return new Forecast(from, counts, counted, page.isEmpty());
        }

        private void add(Timed job) {
            counted++;
            var policies = job.policies();
            var late = policies.offset(job.job());
            boolean isBounded = policies.startAt() != null || policies.endAt() != null;
            var schedule = timetable.schedule(job.schedule(), policies, job.anchor());
            boolean isShared = schedule instanceof Schedule.Cron && !isBounded && late.isZero();
            var minutes = isShared
                    ? patterns.computeIfAbsent(job.schedule(), _ -> minutes(schedule, late))
                    : minutes(schedule, late);
            for (int minute = 0; minute < counts.length; minute++) {
                counts[minute] += minutes[minute];
            }
        }

        private int[] minutes(Schedule schedule, Duration late) {
            var minutes = new int[counts.length];
            var first = from.minus(late);
            var end = first.plus(Duration.ofMinutes(counts.length));
            for (var time : new PlannedTimes(schedule, first.minusNanos(1), end.minusNanos(1)).oldest(LARGEST)) {
                minutes[(int) Duration.between(first, time).toMinutes()]++;
                steps++;
            }
            return minutes;
        }
    }

    /** As often as a job can be due within the longest look. */
    private static final int LARGEST = MOST_HOURS * 3_600;

    /**
     * What is to come.
     *
     * @param from where the first minute begins
     * @param perMinute how many times jobs are due in each minute
     * @param jobs how many jobs were looked at
     * @param isComplete whether that is all of them
     */
    @SuppressWarnings("ArrayRecordComponent") // a list of numbers that nobody changes
    public record Forecast(Instant from, int[] perMinute, int jobs, boolean isComplete) {
        /** The minute in which most is due; the first of them. */
        public int busiest() {
            return IntStream.range(0, perMinute.length)
                    .reduce((best, minute) -> perMinute[minute] > perMinute[best] ? minute : best)
                    .orElseThrow();
        }

        /** The minute of the hour in which, and around which, least is due over all hours. */
        public int quietMinuteOfHour() {
            var sums = new long[HOUR];
            int shift = (int) (from.getEpochSecond() / HOUR % HOUR);
            IntStream.range(0, perMinute.length).forEach(minute -> sums[(minute + shift) % HOUR] += perMinute[minute]);
            return quietest(sums);
        }

        /** The minute from the beginning in which, and around which, least is due. */
        public int quietest() {
            return quietest(IntStream.of(perMinute).asLongStream().toArray());
        }

        /** What is due beside it counts half: who is a little late is not in a crowd either. */
        private static int quietest(long[] counts) {
            int length = counts.length;
            return IntStream.range(0, length)
                    .reduce((best, minute) -> around(counts, minute) < around(counts, best) ? minute : best)
                    .orElseThrow();
        }

        private static long around(long[] counts, int minute) {
            int length = counts.length;
            return 2 * counts[minute] + counts[(minute + 1) % length] + counts[(minute + length - 1) % length];
        }
    }
}
