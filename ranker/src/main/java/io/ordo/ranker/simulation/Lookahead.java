package io.ordo.ranker.simulation;

import io.ordo.ranker.ahead.BusyPace;
import io.ordo.ranker.ahead.Outlook;
import io.ordo.ranker.ahead.TasksAhead;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Knows of the queue of a {@link Simulation} what a scheduler knows of its own: every two seconds it looks how fast
 * tasks start while some wait. What stands where a scheduler sees as it was at the last look, this as it is.
 */
final class Lookahead {
    /** As often as a scheduler looks, in microseconds. */
    private static final long INTERVAL = 2_000_000;

    private final TasksAhead ahead;
    private final BusyPace pace = new BusyPace();
    private @Nullable Outlook outlook;
    private long next = Long.MIN_VALUE;
    private long started;
    private int queued;

    /** Of the tasks that arrived before the last look, those that are still queued. */
    private int patient;

    /** The number of the first task that arrived after it. */
    private int newcomer;

    private int arrived;

    /** @param bound that of the ranker */
    Lookahead(Duration bound) {
        ahead = new TasksAhead(bound);
    }

    /** The time is this, in microseconds, and nothing has happened since the last event. */
    void look(long now, boolean isAsked) {
        if (now < next) {
            return;
        }
        var instant = Instant.EPOCH.plus(now, ChronoUnit.MICROS);
        pace.see(patient > 0 && isAsked, (double) started, instant);
        pace.perSecond().ifPresent(perSecond -> outlook = new Outlook(ahead::before, perSecond, instant));
        patient = queued;
        newcomer = arrived;
        next = now + INTERVAL;
    }

    Duration lateness(Instant now, Instant latestStart) {
        return outlook == null ? Duration.ZERO : outlook.lateness(now, latestStart);
    }

    void queue(int number, long rank) {
        ahead.queued(rank);
        queued++;
        arrived = number + 1;
    }

    void start(int number, long rank) {
        started++;
        leave(number, rank);
    }

    void leave(int number, long rank) {
        ahead.gone(rank);
        queued--;
        patient -= number < newcomer ? 1 : 0;
    }
}
