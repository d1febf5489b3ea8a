package io.ordo.ranker.simulation;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A task that others passed.
 *
 * @param task which
 * @param by how many tasks arrived later and started earlier
 * @param latest how much later than it the last of these arrived
 */
public record Overtaken(RecordedTask task, int by, Duration latest) {
    /** Whom the most tasks passed; of several, who started first. */
    static Optional<Overtaken> most(Replay replay) {
        var started = new Fenwick(replay.size());
        int most = 0;
        int who = -1;
        int last = -1;
        int lastSoFar = -1;
        for (int place = 0; place < replay.startedCount(); place++) {
            int number = replay.started(place);
            int by = place - started.upTo(number);
            if (by > most) {
                most = by;
                who = number;
                last = lastSoFar;
            }
            started.add(number);
            lastSoFar = Math.max(lastSoFar, number);
        }
        if (who < 0) {
            return Optional.empty();
        }
        long later = Replay.micros(replay.task(last).arrival())
                - Replay.micros(replay.task(who).arrival());
        return Optional.of(new Overtaken(replay.task(who), most, Duration.of(later, ChronoUnit.MICROS)));
    }
}
