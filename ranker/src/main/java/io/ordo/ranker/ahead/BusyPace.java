package io.ordo.ranker.ahead;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;

/**
 * How fast the workers of a queue come on, measured only while tasks wait and there are workers: an idle worker is slow
 * for want of work, and one that is away is not slow. Whoever looks at the queue every few seconds tells it what he
 * sees. Not for several threads.
 */
public final class BusyPace {
    /** From fewer starts nothing follows. */
    private static final double TELLING = 5;

    private Instant at = Instant.MIN;
    private double started;
    private Pace pace = Pace.NONE;

    /** When somebody looked last; long ago when nobody did. */
    public Instant at() {
        return at;
    }

    /**
     * Somebody looks.
     *
     * @param isBusy whether tasks waited, and there were workers, all the time since the last look; false at the
     *     first
     * @param startedSoFar tasks that were started since ever
     */
    public void see(boolean isBusy, double startedSoFar, Instant now) {
        if (isBusy) {
            pace = pace.after(Duration.between(at, now), startedSoFar - started);
        }
        at = now;
        started = startedSoFar;
    }

    /** Tasks that start in a second while there are any; empty when too few have started to tell. */
    public OptionalDouble perSecond() {
        return pace.started() < TELLING ? OptionalDouble.empty() : OptionalDouble.of(pace.perSecond());
    }
}
