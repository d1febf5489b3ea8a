package io.ordo.scheduler.cron;

import io.ordo.scheduler.schedule.Dst;
import io.ordo.scheduler.schedule.Dst.Gap;
import io.ordo.scheduler.schedule.Dst.Overlap;
import java.time.Instant;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * When an expression is due, too simple to be wrong: look at the clock on the wall at every second, and at every time
 * it never shows. All numbers are seconds since the epoch, local ones as if local time were UTC.
 */
final class DstModel {
    private static final long DAY = 86_400;

    private final DrawnCron cron;
    private final ZoneRules rules;
    private final Dst dst;

    DstModel(DrawnCron cron, ZoneRules rules, Dst dst) {
        this.cron = cron;
        this.rules = rules;
        this.dst = dst;
    }

    /** What is due from one instant to another, both included. */
    NavigableSet<Long> due(long from, long to) {
        var due = new TreeSet<Long>();
        boolean isOnce = cron.isFixed && dst.overlap() == Overlap.ONCE;
        var shown = new HashSet<Long>();
        long start = from - 2 * DAY; // what was shown before counts
        for (var stretch : stretches(start, to)) {
            for (long local : matches(stretch.from + stretch.offset, stretch.to + stretch.offset)) {
                if (!isOnce || shown.add(local)) {
                    due.add(local - stretch.offset);
                }
            }
            var change = stretch.end;
            if (change != null && change.isGap() && cron.isFixed && dst.gap() == Gap.SHIFT) {
                long before = stretch.to + change.getOffsetBefore().getTotalSeconds();
                long after = stretch.to + change.getOffsetAfter().getTotalSeconds();
                if (!matches(before, after).isEmpty() && stretch.to <= to) {
                    due.add(stretch.to);
                }
            }
        }
        return new TreeSet<>(due.subSet(from, true, to, true));
    }

    private List<Stretch> stretches(long from, long to) {
        var stretches = new ArrayList<Stretch>();
        long start = from;
        while (start <= to) {
            var instant = Instant.ofEpochSecond(start);
            var change = rules.nextTransition(instant);
            long end = change == null ? to + 1 : change.toEpochSecond();
            stretches.add(new Stretch(
                    start, Math.min(end, to + 1), rules.getOffset(instant).getTotalSeconds(), change));
            start = end;
        }
        return stretches;
    }

    /** The local times from one, included, to another, excluded, that the expression matches. */
    private List<Long> matches(long from, long to) {
        var matches = new ArrayList<Long>();
        for (long local = from; local < to; local++) {
            int second = (int) Math.floorMod(local, DAY);
            if (!cron.isDay(Math.floorDiv(local, DAY))) {
                local += DAY - 1 - second;
            } else if (!cron.hours.get(second / 3_600)) {
                local += 3_599 - second % 3_600;
            } else if (!cron.minutes.get(second / 60 % 60)) {
                local += 59 - second % 60;
            } else if (cron.seconds.get(second % 60)) {
                matches.add(local);
            }
        }
        return matches;
    }

    /**
     * @param from included
     * @param to excluded
     * @param end the change of the clocks that comes next
     */
    private record Stretch(
            long from, long to, int offset, @Nullable ZoneOffsetTransition end) {}
}
