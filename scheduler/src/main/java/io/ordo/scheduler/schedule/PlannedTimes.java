package io.ordo.scheduler.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The planned times of a schedule in a stretch of time. Of a schedule that counts from the end of a task there are
 * none: nobody knows them before the task has ended.
 */
public final class PlannedTimes {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Schedule schedule;
    private final Instant from;
    private final Instant to;

    /**
     * @param from where the stretch begins, exclusive
     * @param to where it ends, inclusive
     */
    public PlannedTimes(Schedule schedule, Instant from, Instant to) {
        this.schedule = isAfterEnd(schedule) ? new Schedule.Manual() : schedule;
        this.from = from;
        this.to = to;
    }

    private static boolean isAfterEnd(Schedule schedule) {
        return schedule instanceof Schedule.After
                || (schedule instanceof Schedule.Within within && isAfterEnd(within.inner()));
    }

    /** The oldest of them, oldest first. */
    public List<Instant> oldest(int most) {
        var times = new ArrayList<Instant>();
        var next = nextAfter(from, to);
        while (next.isPresent() && times.size() < most) {
            times.add(next.get());
            next = nextAfter(next.get(), to);
        }
        return List.copyOf(times);
    }

    /** The first of them after an instant. */
    public Optional<Instant> next(Instant after) {
        return nextAfter(after.isBefore(from) ? from : after, to);
    }

    /** The newest of them, oldest first. The effort grows with their number and hardly with the stretch. */
    public List<Instant> newest(int most) {
        var times = new ArrayList<Instant>();
        var step = SECOND;
        var last = lastUntil(to, step);
        while (last.isPresent() && times.size() < most) {
            times.add(last.get());
            var before = lastUntil(last.get().minusNanos(1), step);
            step = before.map(time -> Duration.between(time, times.getLast())).orElse(step);
            last = before;
        }
        Collections.reverse(times);
        return List.copyOf(times);
    }

    /** How many there are; {@code bound} for so many or more. The effort grows with the number, but for intervals. */
    public long count(long bound) {
        if (schedule instanceof Schedule.Every every) {
            return Math.clamp(every.dueUntil(to) - every.dueUntil(from), 0, bound);
        }
        long count = 0;
        var next = nextAfter(from, to);
        while (next.isPresent() && count < bound) {
            count++;
            next = nextAfter(next.get(), to);
        }
        return count;
    }

    /** The newest one until an instant: looked for backwards, in stretches of twice the length each. */
    private Optional<Instant> lastUntil(Instant until, Duration step) {
        var length = step;
        while (true) {
            var start = until.minus(length);
            boolean isWhole = !start.isAfter(from);
            var first = nextAfter(isWhole ? from : start, until);
            if (first.isPresent()) {
                return Optional.of(lastOf(first.get(), until));
            }
            if (isWhole) {
                return Optional.empty();
            }
            length = length.multipliedBy(2);
        }
    }

    /** The newest one from a planned time until an instant. What is open is halved at every step. */
    private Instant lastOf(Instant planned, Instant until) {
        var last = planned;
        var end = until;
        while (true) {
            var next = nextAfter(last, end);
            if (next.isEmpty()) {
                return last;
            }
            last = next.get();
            var middle = last.plus(Duration.between(last, end).dividedBy(2));
            var late = nextAfter(middle, end);
            if (late.isPresent()) {
                last = late.get();
            } else {
                end = middle;
            }
        }
    }

    private Optional<Instant> nextAfter(Instant after, Instant until) {
        return schedule.nextAfter(after).filter(next -> !next.isAfter(until));
    }
}
