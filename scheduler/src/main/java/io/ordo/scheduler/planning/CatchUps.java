package io.ordo.scheduler.planning;

import io.ordo.scheduler.job.CatchUp;
import io.ordo.scheduler.ledger.Occurrence.Reason;
import io.ordo.scheduler.ledger.Stretch;
import io.ordo.scheduler.schedule.PlannedTimes;
import io.ordo.scheduler.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
            case LAST -> isOnTime ? all(from.get(), MOST_ON_TIME) : newestForAll(from.get());
            case ALL -> all(from.get(), isOnTime ? MOST_ON_TIME : rules.maxCount());
        };
    }

    private Optional<Instant> withoutTooOld(Instant first) {
        Duration age = rules.maxAge();
        var eldest = age == null ? first : now.minus(age);
        if (!first.isBefore(eldest)) {
            return Optional.of(first);
        }
        var old = Stretch.of(schedule, first, eldest.minusNanos(1));
        skipped.add(new Skip(old, Reason.TOO_OLD));
        return schedule.nextAfter(old.last()).filter(next -> !next.isAfter(now));
    }

    private Sorted newestUnlessMissed(Instant first) {
        var newest = newest(first, 1).getLast();
        if (isMissed(newest)) {
            skipped.add(new Skip(Stretch.of(schedule, first, now), Reason.MISSED));
            return new Sorted(List.of(), null, skipped);
        }
        skipBefore(newest, first, Reason.MISSED);
        return new Sorted(List.of(newest), null, skipped);
    }

    private Sorted newestForAll(Instant first) {
        var newest = newest(first, 1);
        return new Sorted(newest, before(newest.getFirst(), first), skipped);
    }

    private Sorted all(Instant first, int most) {
        var newest = newest(first, most);
        skipBefore(newest.getFirst(), first, Reason.TOO_MANY);
        return new Sorted(newest, null, skipped);
    }

    /** The newest from the first on, oldest first; the first counts, wherever it came from. */
    private List<Instant> newest(Instant first, int most) {
        var later = new PlannedTimes(schedule, first, now).newest(most);
        return later.size() == most
                ? later
                : Stream.concat(Stream.of(first), later.stream()).toList();
    }

    private void skipBefore(Instant end, Instant first, Reason reason) {
        var before = before(end, first);
        if (before != null) {
            skipped.add(new Skip(before, reason));
        }
    }

    /** Those from the first on that come before an instant; null for none. */
    private @Nullable Stretch before(Instant end, Instant first) {
        return first.isBefore(end) ? Stretch.of(schedule, first, end.minusNanos(1)) : null;
    }

    private boolean isMissed(Instant planned) {
        return planned.isBefore(now.minus(CatchUp.GRACE));
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
