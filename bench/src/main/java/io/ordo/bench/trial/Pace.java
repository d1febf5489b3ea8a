package io.ordo.bench.trial;

import io.ordo.bench.peer.Window;
import java.time.Duration;

/**
 * How long, and how much.
 *
 * @param window of the ordinary measurements
 * @param lifecycle length of a lifecycle at an ordinary backlog
 * @param sixth a sixth of the lifecycle under an old snapshot
 * @param errands tasks of the latency measurement
 * @param largeBacklog tasks queued beside the lifecycle
 * @param peerJobs tasks loaded for the fastest peer; the others get a share
 * @param jobs that recur
 */
public record Pace(
        Window window, Duration lifecycle, Duration sixth, int errands, int largeBacklog, int peerJobs, int jobs) {
    private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

    /** What counts. */
    public static final Pace FULL = new Pace(
            new Window(HALF_A_SECOND, Duration.ofSeconds(4)),
            Duration.ofSeconds(8),
            Duration.ofSeconds(10),
            500,
            1_000_000,
            100_000,
            100_000);

    /** What a run that counts begins with: long enough for the scheduler's JVM to have compiled what it needs. */
    public static final Pace WARM_UP = new Pace(
            new Window(HALF_A_SECOND, Duration.ofSeconds(8)),
            Duration.ofSeconds(8),
            Duration.ofSeconds(1),
            200,
            50_000,
            50_000,
            10_000);

    /** What shows that everything works. */
    public static final Pace QUICK = new Pace(
            new Window(HALF_A_SECOND, Duration.ofMillis(1500)),
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            100,
            50_000,
            30_000,
            2_000);
}
