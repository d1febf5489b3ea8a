package io.ordo.scheduler.planning;

import io.ordo.scheduler.job.CatchUp;
import io.ordo.scheduler.planning.Occurrence.Reason;
import io.ordo.scheduler.schedule.PlannedTimes;
import io.ordo.scheduler.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sorts the planned times nobody has decided yet: usually one, and many after a while in which nobody planned. */
final class CatchUps {
    /** As many as come within the grace of a job that is due every second. */
    private static final int MOST_ON_TIME = (int) CatchUp.GRACE.toSeconds() + 1;

    private final Schedule schedule;
    private final CatchUp rules;
    private final Instant now;
    private final List<Skip> skipped = new ArrayList<>();

    private CatchUps(Schedule schedule, CatchUp rules, Instant now) {
        this.schedule = schedule;
        this.rules = rules;
        this.now = now;
    }

    /**
     * Sorts planned times.
     *
     * @param first the oldest that nobody has decided
     * @param now none later is decided
     */
    static Sorted sort(Schedule schedule, CatchUp rules, Instant first, Instant now) {
        return new CatchUps(schedule, rules, now).sorted(first);
    }

    private Sorted sorted(Instant first) {
        var from = withoutTooOld(first);
        if (from.isEmpty()) {
            return new Sorted(List.of(), null, skipped);
        }
        boolean isOnTime = !isMissed(from.get());
        return switch (rules.mode()) {
            case SKIP -> isOnTime ? all(from.get(), MOST_ON_TIME) : newestUnlessMissed(from.get());
            case LAST -> isOnTime ? all(from.get(), MOST_ON_TIME) : newest(from.get());
            case ALL -> all(from.get(), isOnTime ? MOST_ON_TIME : rules.maxCount());
        };
    }

    private Optional<Instant> withoutTooOld(Instant first) {
        Duration age = rules.maxAge();
        var eldest = age == null ? first : now.minus(age);
        if (!first.isBefore(eldest)) {
            return Optional.of(first);
        }
        var old = PlannedTimes.of(schedule, first, eldest.minusNanos(1), 1);
        skipped.add(new Skip(stretch(first, old.newest().getLast(), old.count()), Reason.TOO_OLD));
        return schedule.nextAfter(old.newest().getLast()).filter(next -> !next.isAfter(now));
    }

    private Sorted newestUnlessMissed(Instant first) {
        var times = times(first, 1);
        var last = times.newest().getLast();
        if (isMissed(last)) {
            skipped.add(new Skip(stretch(first, last, times.count()), Reason.MISSED));
            return new Sorted(List.of(), null, skipped);
        }
        skip(first, times, Reason.MISSED);
        return new Sorted(List.of(last), null, skipped);
    }

    private Sorted newest(Instant first) {
        var times = times(first, 1);
        return new Sorted(List.of(times.newest().getLast()), before(first, times), skipped);
    }

    private Sorted all(Instant first, int most) {
        var times = times(first, most);
        skip(first, times, Reason.TOO_MANY);
        var made = times.newest();
        return new Sorted(made.subList(Math.max(0, made.size() - most), made.size()), null, skipped);
    }

    /** One more than is wanted: it is the last of those before. */
    private PlannedTimes times(Instant first, int most) {
        return PlannedTimes.of(schedule, first, now, most + 1);
    }

    private void skip(Instant first, PlannedTimes times, Reason reason) {
        var before = before(first, times);
        if (before != null) {
            skipped.add(new Skip(before, reason));
        }
    }

    /** Those before the newest; null for none. */
    private static @Nullable Stretch before(Instant first, PlannedTimes times) {
        int wanted = times.most() - 1;
        return times.newest().size() <= wanted
                ? null
                : stretch(first, times.newest().getFirst(), times.count() - wanted);
    }

    private boolean isMissed(Instant planned) {
        return planned.isBefore(now.minus(CatchUp.GRACE));
    }

    private static Stretch stretch(Instant first, Instant last, long count) {
        return new Stretch(first, last, (int) Math.min(count, Occurrence.LARGEST_COUNT));
    }

    /**
     * What becomes of planned times.
     *
     * @param wanted get a task, oldest first
     * @param shared go to the task of the newest that gets one; null for none
     */
    record Sorted(List<Instant> wanted, @Nullable Stretch shared, List<Skip> skipped) {}

    /** Planned times that get no task. */
    record Skip(Stretch times, Reason reason) {}
}
