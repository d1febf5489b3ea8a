package io.ordo.ranker.simulation;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How well a replay with the ranker of that time meets what really happened: how far to trust the replays with others.
 *
 * @param tasks how many tasks really started and did in the replay
 * @param error half of them waited in the replay no more than this longer or shorter than they really did
 * @param recordedP50 half of them really waited no longer
 * @param replayedP50 the same in the replay
 * @param recordedP99 99 of 100 really waited no longer
 * @param replayedP99 the same in the replay
 */
public record Calibration(
        int tasks,
        Duration error,
        Duration recordedP50,
        Duration replayedP50,
        Duration recordedP99,
        Duration replayedP99) {
    /** Compares a replay with the starts that its tasks know of; empty when they know of none. */
    public static Optional<Calibration> of(Replay replay) {
        var known = IntStream.range(0, replay.size())
                .filter(i -> replay.task(i).more().started() != null && replay.startMicros(i) != Replay.NEVER)
                .toArray();
        if (known.length == 0) {
            return Optional.empty();
        }
        var recorded = new long[known.length];
        var replayed = new long[known.length];
        var errors = new long[known.length];
        for (int i = 0; i < known.length; i++) {
            var task = replay.task(known[i]);
            var started = task.more().started();
            recorded[i] = started == null ? 0 : ChronoUnit.MICROS.between(task.arrival(), started);
            replayed[i] = replay.waitedMicros(known[i]);
            errors[i] = Math.abs(recorded[i] - replayed[i]);
        }
        return Optional.of(new Calibration(
                known.length,
                quantile(errors, 0.5),
                quantile(recorded, 0.5),
                quantile(replayed, 0.5),
                quantile(recorded, 0.99),
                quantile(replayed, 0.99)));
    }

    private static Duration quantile(long[] waits, double share) {
        var sorted = waits.clone();
        Arrays.sort(sorted);
        return Waits.quantile(sorted, share);
    }
}
