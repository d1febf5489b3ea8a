package io.ordo.scheduler.lab;

import io.ordo.scheduler.queue.RankerVersion;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be simulated.
 *
 * @param rankers the candidates, 1 to {@value #MOST_RANKERS}
 * @param from which attempts: those that arrived then or later
 * @param to and before this
 * @param workers how many work all the time, at least 1; null for as many as there really were
 * @param most how many attempts at most, 1 to {@value #MOST_ATTEMPTS}; the newest are taken
 */
public record Experiment(
        String queue,
        List<RankerVersion> rankers,
        Instant from,
        Instant to,
        @Nullable Integer workers,
        int most) {
    /** The most candidates. */
    public static final int MOST_RANKERS = 5;

    /** The most attempts: with the replays of two rankers at a time they take about 140 MB. */
    public static final int MOST_ATTEMPTS = 200_000;

    /** The most workers. */
    public static final int MOST_WORKERS = 10_000;

    public Experiment {
        rankers = List.copyOf(rankers);
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("from must be before to: " + from + ", " + to);
        }
    }
}
