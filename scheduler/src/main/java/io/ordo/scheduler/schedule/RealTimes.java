package io.ordo.scheduler.schedule;

import io.ordo.scheduler.schedule.Dst.Gap;
import io.ordo.scheduler.schedule.Dst.Overlap;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;

/**
 * When the local times of a cron are in real time.
 *
 * <p>A zone's time falls into stretches of one offset each. Within a stretch local and real time run side by side, so
 * the next match is a matter of local time alone. A change of the clocks lies between two stretches, and there are two
 * kinds. Where the clock goes forward it never shows the local times of the <em>gap</em>: fixed times that fall in
 * there are due at its end, or not at all. Where it goes back it shows those of the <em>overlap</em> again: fixed times
 * are due the first time, or both times. Times that follow real time are due whenever the clock shows them, which needs
 * nothing done for a gap and one more search after an overlap began.
 *
 * <p>The search holds one local time and the first match after it. As long as that match is ahead, changes are passed
 * without searching again.
 */
final class RealTimes {
    /** How far to look for a time that no gap swallows; 29 February on a Monday may be 40 years off. */
    private static final int MOST_YEARS = 100;

    private final LocalTimes times;
    private final ZoneRules rules;
    private final boolean isShifted;
    private final boolean isRepeated;

    RealTimes(Schedule.Cron cron) {
        times = cron.times();
        rules = cron.zone().getRules();
        isShifted = times.isFixed() && cron.dst().gap() == Gap.SHIFT;
        isRepeated = !times.isFixed() || cron.dst().overlap() == Overlap.TWICE;
    }

    Optional<Instant> nextAfter(Instant instant) {
        var base = Instant.ofEpochSecond(instant.getEpochSecond());
        var offset = rules.getOffset(base);
        var local = startOfSearch(base, offset);
        var horizon = local.plusYears(MOST_YEARS);
        var match = times.nextAfter(local);
        var change = rules.nextTransition(base);
        while (match.isPresent() && match.get().isBefore(horizon)) {
            if (change == null || match.get().isBefore(change.getDateTimeBefore())) {
                return Optional.of(match.get().toInstant(offset));
            }
            if (isIn(change, match.get()) && isShifted) {
                return Optional.of(change.getInstant());
            }
            if (isIn(change, match.get()) || showsAgain(change, local)) {
                local = change.getDateTimeAfter().minusSeconds(1);
                match = times.nextAfter(local);
            }
            offset = change.getOffsetAfter();
            change = rules.nextTransition(change.getInstant());
        }
        return Optional.empty();
    }

    /** Whether a due instant is due for a time in a gap alone, and not because the clock shows one of the times. */
    boolean isShifted(Instant due) {
        var change = rules.nextTransition(due.minusSeconds(1));
        if (change == null || !change.isGap() || !change.getInstant().equals(due)) {
            return false;
        }
        var shown = change.getDateTimeAfter();
        return !times.nextAfter(shown.minusSeconds(1)).equals(Optional.of(shown));
    }

    /** What the clock shows, or would show at the end of a second pass in which nothing is due. */
    private LocalDateTime startOfSearch(Instant base, ZoneOffset offset) {
        var local = LocalDateTime.ofEpochSecond(base.getEpochSecond(), 0, offset);
        if (isRepeated || rules.isFixedOffset()) {
            return local;
        }
        var change = rules.previousTransition(base.plusSeconds(1));
        return change != null && change.isOverlap() && local.isBefore(change.getDateTimeBefore())
                ? change.getDateTimeBefore().minusSeconds(1)
                : local;
    }

    /** Whether a time that is not before a change lies in its gap. */
    private static boolean isIn(ZoneOffsetTransition change, LocalDateTime time) {
        return change.isGap() && time.isBefore(change.getDateTimeAfter());
    }

    /** Whether matches up to the given local time, which the search has left behind, are due again. */
    private boolean showsAgain(ZoneOffsetTransition change, LocalDateTime local) {
        return isRepeated && change.isOverlap() && !local.isBefore(change.getDateTimeAfter());
    }
}
