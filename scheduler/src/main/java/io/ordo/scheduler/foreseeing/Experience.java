package io.ordo.scheduler.foreseeing;

import io.ordo.ranker.history.DurationSketch;
import io.ordo.scheduler.foreseeing.Estimate.Calibration;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How well the estimates of one queue held: ratios of the time waited to the time estimated. For several threads. */
final class Experience {
    /** Fewer tell nothing of one in ten. */
    private static final int LEAST = 20;

    /** As many as a sketch remembers. */
    private static final double MOST = 256;

    private static final double LARGEST = 1_000;

    /** Ratios as durations: 1 is a second. */
    private final DurationSketch ratios = new DurationSketch();

    private double judged;
    private double held;

    /**
     * A task started that had been estimated.
     *
     * @param range what was said besides; null when nothing was
     */
    synchronized void add(Duration estimated, Duration actual, @Nullable Range range) {
        double ratio = Math.clamp(
                (double) Math.max(1, actual.toMillis()) / Math.max(1, estimated.toMillis()), 1 / LARGEST, LARGEST);
        ratios.add(Duration.ofMillis(Math.round(ratio * 1_000)));
        if (range != null) {
            if (judged >= MOST) {
                judged /= 2;
                held /= 2;
            }
            judged++;
            held += range.holds(actual) ? 1 : 0;
        }
    }

    /** What a wait that was estimated so long will come to; empty without experience. */
    synchronized Optional<Range> of(Duration estimated) {
        return ratios.size() < LEAST
                ? Optional.empty()
                : Optional.of(new Range(times(estimated, 0.1), times(estimated, 0.5), times(estimated, 0.9)));
    }

    /** How well they held; empty without experience. */
    synchronized Optional<Calibration> calibration() {
        return ratios.size() < LEAST
                ? Optional.empty()
                : Optional.of(new Calibration(
                        (int) Math.round(ratios.size()), judged == 0 ? null : held / judged, ratio(0.5)));
    }

    private Duration times(Duration estimated, double share) {
        return Duration.ofMillis(Math.round(estimated.toMillis() * ratio(share)));
    }

    private double ratio(double share) {
        return ratios.quantile(share).toMillis() / 1_000.0;
    }

    /** How long a task will wait: so long one in ten, half of them, nine in ten at most. */
    record Range(Duration low, Duration median, Duration high) {
        boolean holds(Duration actual) {
            return actual.compareTo(low) >= 0 && actual.compareTo(high) <= 0;
        }
    }
}
