package io.ordo.scheduler.backfilling;

import io.ordo.scheduler.backfilling.PastTimes.PastTime;
import io.ordo.scheduler.ledger.Occurrence;
import io.ordo.scheduler.ledger.Occurrence.Outcome;
import io.ordo.scheduler.ledger.Stretch;
import io.ordo.scheduler.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is left of stretches of the ledger when some of their planned times are taken out, because they get tasks of
 * their own. Which times a stretch holds nobody has written down: the schedule of the job says it, unless it was
 * changed since. Then what is left reaches from cut to cut, so that nothing that was decided is undecided again.
 *
 * @param firsts the first planned times of the stretches that are cut, which are gone
 * @param pieces what stands in their places, beside the times that are taken out
 */
record Cuts(List<Instant> firsts, List<Occurrence> pieces) {
    /** The database tells no two instants apart that are closer. */
    private static final Duration TICK = Duration.of(1, ChronoUnit.MICROS);

    Cuts {
        firsts = List.copyOf(firsts);
        pieces = List.copyOf(pieces);
    }

    /** Takes these times out, oldest first, of whatever they went with; what ran by itself stays. */
    static Cuts of(Schedule schedule, List<PastTime> taken) {
        var stretches = new LinkedHashMap<Occurrence, List<Instant>>();
        for (var time : taken) {
            var noted = time.noted();
            if (noted != null && noted.outcome() != Outcome.RAN) {
                stretches.computeIfAbsent(noted, _ -> new ArrayList<>()).add(time.at());
            }
        }
        var pieces = new ArrayList<Occurrence>();
        stretches.forEach((stretch, times) -> pieces.addAll(pieces(schedule, stretch, times)));
        return new Cuts(stretches.keySet().stream().map(Occurrence::plannedAt).toList(), pieces);
    }

    private static List<Occurrence> pieces(Schedule schedule, Occurrence stretch, List<Instant> times) {
        return isOf(schedule, stretch, times) ? planned(schedule, stretch, times) : between(stretch, times);
    }

    /** Whether the schedule says of a stretch, and of what is taken out of it, what it said when it was noted. */
    private static boolean isOf(Schedule schedule, Occurrence stretch, List<Instant> times) {
        return stretch.isOf(schedule) && times.stream().allMatch(schedule::plans);
    }

    /** What lies between the cuts, whether anything was planned there or not. */
    private static List<Occurrence> between(Occurrence stretch, List<Instant> times) {
        var pieces = new ArrayList<Occurrence>();
        var from = stretch.plannedAt();
        for (var time : times) {
            if (from.isBefore(time)) {
                pieces.add(share(stretch, from, time.minus(TICK)));
            }
            from = time.plus(TICK);
        }
        if (!from.isAfter(stretch.until())) {
            pieces.add(share(stretch, from, stretch.until()));
        }
        return pieces;
    }

    /** A part of a stretch, which holds as many of its times as it is long, and one at least. */
    private static Occurrence share(Occurrence stretch, Instant from, Instant until) {
        double part = seconds(from, until) / seconds(stretch.plannedAt(), stretch.until());
        int count = (int) Math.max(1, Math.round((stretch.count() - 1) * part));
        return piece(stretch, new Stretch(from, until, count));
    }

    private static double seconds(Instant from, Instant until) {
        return ChronoUnit.MICROS.between(from, until) / 1e6;
    }

    private static List<Occurrence> planned(Schedule schedule, Occurrence stretch, List<Instant> times) {
        var pieces = new ArrayList<Occurrence>();
        var from = stretch.plannedAt();
        int gone = 0;
        for (var time : times) {
            if (from != null && from.isBefore(time)) {
                var before = Stretch.of(schedule, from, time.minusNanos(1));
                pieces.add(piece(stretch, before));
                gone += before.count();
            }
            gone++;
            from = after(schedule, time, stretch.until());
        }
        if (from != null) {
            int count = stretch.count() == Occurrence.LARGEST_COUNT
                    ? Stretch.of(schedule, from, stretch.until()).count()
                    : Math.max(1, stretch.count() - gone);
            pieces.add(piece(stretch, new Stretch(from, stretch.until(), count)));
        }
        return pieces;
    }

    /** Where the rest of a stretch begins; null when there is none. */
    private static @Nullable Instant after(Schedule schedule, Instant time, Instant until) {
        return time.isBefore(until)
                ? schedule.nextAfter(time).filter(next -> !next.isAfter(until)).orElse(until)
                : null;
    }

    private static Occurrence piece(Occurrence stretch, Stretch times) {
        return new Occurrence(
                stretch.job(),
                times.first(),
                times.last(),
                times.count(),
                stretch.outcome(),
                stretch.reason(),
                stretch.task());
    }
}
