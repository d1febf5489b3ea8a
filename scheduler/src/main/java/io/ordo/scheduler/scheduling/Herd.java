package io.ordo.scheduler.scheduling;

import io.ordo.scheduler.coalescing.OverloadedException;
import io.ordo.scheduler.schedule.PlannedTimes;
import io.ordo.scheduler.schedule.Schedule;
import io.ordo.scheduler.schedule.ScheduleExpression;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/** How many jobs are due in each minute to come: they herd where people like round numbers. */
public final class Herd {
    /** The longest that is looked ahead. */
    public static final int MOST_HOURS = 48;

    /** What a look has not counted then is left out. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    /** Others get the processor after so many steps. */
    private static final int STEPS = 1_000;

    private static final int PAGE = 1_000;
    private static final int HOUR = 60;

    private final Timetable timetable;
    private final Timed.Store jobs;
    private final ReentrantLock looking = new ReentrantLock();

    public Herd(Timetable timetable, Timed.Store jobs) {
        this.timetable = timetable;
        this.jobs = jobs;
    }

    /**
     * Counts due times, as the schedules stand now. Jobs that are due after the end of their tasks are left out: nobody
     * knows when that is. It takes five seconds at most, and one processor: there is one look at a time.
     *
     * @param from the first minute begins then, at the full minute
     * @param hours 1 to {@link #MOST_HOURS}
     * @throws OverloadedException while somebody else looks
     */
    public Forecast look(Instant from, int hours) {
        if (!looking.tryLock()) {
            throw new OverloadedException("somebody else is looking how many jobs are due, for five seconds at most");
        }
        try {
            return new Look(from.truncatedTo(ChronoUnit.MINUTES), hours * HOUR).whole();
        } finally {
            looking.unlock();
        }
    }

    private final class Look {
        private final Instant from;
        private final int[] counts;
        private final Map<ScheduleExpression, int[]> patterns = new HashMap<>();
        private final long begin = System.nanoTime();
        private int counted;
        private long steps;
        private boolean isOver;

        Look(Instant from, int minutes) {
            this.from = from;
            this.counts = new int[minutes];
        }

        Forecast whole() {
            var page = jobs.list(null, PAGE);
            while (!page.isEmpty() && !isOver) {
                for (var job : page) {
                    add(job);
                }
                page = jobs.list(page.getLast().job(), PAGE);
            }
            return new Forecast(from, counts, counted, !isOver);
        }

        /** Nothing once the time for it is over: a job is counted whole or not at all. */
        private void add(Timed job) {
            var minutes = minutes(job);
            if (!isOver) {
                counted++;
                for (int minute = 0; minute < counts.length; minute++) {
                    counts[minute] += minutes[minute];
                }
            }
        }

        private int[] minutes(Timed job) {
            var policies = job.policies();
            var late = policies.offset(job.job());
            boolean isBounded = policies.startAt() != null || policies.endAt() != null;
            var schedule = timetable.schedule(job.schedule(), policies, job.anchor());
            boolean isShared = schedule instanceof Schedule.Cron && !isBounded && late.isZero();
            return isShared
                    ? patterns.computeIfAbsent(job.schedule(), _ -> minutes(schedule, late))
                    : minutes(schedule, late);
        }

        private int[] minutes(Schedule schedule, Duration late) {
            var minutes = new int[counts.length];
            var first = from.minus(late);
            var last = first.plus(Duration.ofMinutes(counts.length)).minusNanos(1);
            var times = new PlannedTimes(schedule, first.minusNanos(1), last);
            for (var time = times.next(first.minusNanos(1)); time.isPresent() && !isOver; ) {
                minutes[(int) Duration.between(first, time.get()).toMinutes()]++;
                step();
                time = times.next(time.get());
            }
            step();
            return minutes;
        }

        @SuppressWarnings(
                "ThreadPriorityCheck") // others wait for the processor, who are on virtual threads like this one
        private void step() {
            steps++;
            if (steps % STEPS == 0) {
                isOver = System.nanoTime() - begin > LONGEST.toNanos();
                Thread.yield();
            }
        }
    }

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
