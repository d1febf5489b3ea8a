package io.ordo.scheduler.lab;

import io.ordo.ranker.simulation.Watcher;
import io.ordo.scheduler.filter.FilterTooSlow;
import io.ordo.scheduler.lab.Recordings.Recording;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.LongSupplier;

/**
 * Reads the past of an experiment, the newest stretch of time first, and stops when there are as many attempts as may
 * be: what ended before the stretches that were read arrived before them, too. Stretches are as long as can be read in
 * a moment, so that in between it can be told how far it is, and ended.
 */
final class Reading {
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(366);

    /** What was read in less is followed by twice as much. */
    private static final long A_MOMENT = Duration.ofMillis(250).toNanos();

    /** What takes longer is given up. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** For progress, which is told in thousandths. */
    private static final int WHOLE = 1_000;

    private static final Comparator<PastAttempt> ORDER = Comparator.comparing(PastAttempt::arrival)
            .thenComparing(attempt -> attempt.who().task())
            .thenComparing(PastAttempt::popped);

    private final Recordings recordings;
    private final Experiment experiment;
    private final Watcher watcher;
    private final LongSupplier nanos;
    private final PriorityQueue<PastAttempt> newest = new PriorityQueue<>(ORDER);
    private long unknown;

    /** @param nanos measures time, as {@link System#nanoTime} does */
    Reading(Recordings recordings, Experiment experiment, Watcher watcher, LongSupplier nanos) {
        this.recordings = recordings;
        this.experiment = experiment;
        this.watcher = watcher;
        this.nanos = nanos;
    }

    /**
     * The attempts that had ended then; empty when it was not to go on.
     *
     * @param end exclusive
     * @throws FilterTooSlow when it takes too long even so
     */
    Optional<Recording> until(Instant end) {
        long begun = nanos.getAsLong();
        var from = experiment.from();
        var reached = end;
        var length = FIRST;
        while (reached.isAfter(from) && !isFull(reached)) {
            if (nanos.getAsLong() - begun > PATIENCE.toNanos()) {
                throw new FilterTooSlow(List.of(), PATIENCE);
            }
            if (!watcher.goOn(done(reached, end), WHOLE)) {
                return Optional.empty();
            }
            long before = nanos.getAsLong();
            var next = reached.minus(length).isBefore(from) ? from : reached.minus(length);
            try {
                read(next, reached);
                reached = next;
                length = nanos.getAsLong() - before < A_MOMENT ? shorter(length.multipliedBy(2), LONGEST) : length;
            } catch (FilterTooSlow tooSlow) {
                if (length.compareTo(SHORTEST) <= 0) {
                    throw tooSlow;
                }
                length = longer(length.dividedBy(8), SHORTEST);
            }
        }
        return Optional.of(recording());
    }

    /** Whether whatever ended earlier arrived before all that is wanted. */
    private boolean isFull(Instant reached) {
        return newest.size() > experiment.most() && !newest.element().arrival().isBefore(reached);
    }

    private int done(Instant reached, Instant end) {
        double whole = Duration.between(experiment.from(), end).toMillis();
        return (int) (WHOLE * Duration.between(reached, end).toMillis() / Math.max(1, whole));
    }

    private void read(Instant from, Instant until) {
        var stretch = recordings.between(experiment, from, until);
        unknown += stretch.unknown();
        newest.addAll(stretch.attempts());
        while (newest.size() > experiment.most() + 1) { // one more than wanted tells that there are more
            newest.remove();
        }
    }

    private Recording recording() {
        boolean isCut = newest.size() > experiment.most();
        var attempts = new ArrayList<>(newest);
        attempts.sort(ORDER);
        return new Recording(isCut ? attempts.subList(1, attempts.size()) : attempts, isCut, unknown);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
