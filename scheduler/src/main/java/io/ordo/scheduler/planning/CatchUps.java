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
        return withoutTooOld(first).map(this::sortedFrom).orElseGet(() -> new Sorted(List.of(), null, skipped));
    }

    /** Whatever was missed before, what is on time gets a task of its own. */
    private Sorted sortedFrom(Instant first) {
        var onTime = onTime(first);
        if (!isMissed(first)) {
            return new Sorted(onTime, null, skipped);
        }
        return switch (rules.mode()) {
            case SKIP -> {
                skipped.add(new Skip(missed(first), Reason.MISSED));
                yield new Sorted(onTime, null, skipped);
            }
            case LAST -> onTime.isEmpty() ? newestForAll(first) : new Sorted(onTime, missed(first), skipped);
            case ALL ->
                new Sorted(
                        Stream.concat(newestMissed(first).stream(), onTime.stream())
                                .toList(),
                        null,
                        skipped);
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

    private List<Instant> onTime(Instant first) {
        return isMissed(first)
                ? new PlannedTimes(schedule, onTimeFrom().minusNanos(1), now).newest(MOST_ON_TIME)
                : newest(first, now, MOST_ON_TIME);
    }

    private Stretch missed(Instant first) {
        return Stretch.of(schedule, first, onTimeFrom().minusNanos(1));
    }

    private Sorted newestForAll(Instant first) {
        var newest = newest(first, now, 1);
        return new Sorted(newest, before(newest.getFirst(), first), skipped);
    }

    private List<Instant> newestMissed(Instant first) {
        var newest = newest(first, onTimeFrom().minusNanos(1), rules.maxCount());
        var before = before(newest.getFirst(), first);
        if (before != null) {
            skipped.add(new Skip(before, Reason.TOO_MANY));
        }
        return newest;
    }

    /** The newest from the first on, oldest first; the first counts, wherever it came from. */
    private List<Instant> newest(Instant first, Instant until, int most) {
        var later = new PlannedTimes(schedule, first, until).newest(most);
        return later.size() == most
                ? later
                : Stream.concat(Stream.of(first), later.stream()).toList();
    }

    /** Those from the first on that come before an instant; null for none. */
    private @Nullable Stretch before(Instant end, Instant first) {
        return first.isBefore(end) ? Stretch.of(schedule, first, end.minusNanos(1)) : null;
    }

    private Instant onTimeFrom() {
        return now.minus(CatchUp.GRACE);
    }

    private boolean isMissed(Instant planned) {
        return planned.isBefore(onTimeFrom());
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
