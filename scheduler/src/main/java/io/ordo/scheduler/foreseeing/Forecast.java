package io.ordo.scheduler.foreseeing;

import io.ordo.ranker.ahead.Pace;
import io.ordo.scheduler.foreseeing.Experience.Range;
import io.ordo.scheduler.pacing.Paces;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Says when tasks will start: by how fast those of their queue start lately, and by how that turned out before. */
public final class Forecast {
    private static final Duration LONGEST = Duration.ofDays(3_650);

    private final Paces paces;
    private final Map<String, Experience> experiences = new ConcurrentHashMap<>();

    public Forecast(Paces paces) {
        this.paces = paces;
    }

    /** When the task at this position will start. */
    public Estimate of(String queue, int position, Instant now) {
        var wait = expected(queue, position).orElse(null);
        if (wait == null) {
            return Estimate.unknown("no task of this queue has started in the last minutes");
        }
        var experience = experience(queue);
        var range = experience.of(wait).orElse(null);
        var pace = "position %d, and tasks of this queue starting at %s lately"
                .formatted(position, Pace.words(paces.perSecond(queue).orElse(0)));
        return range == null
                ? new Estimate(null, now.plus(wait), null, pace + "; there is no experience with such estimates", null)
                : new Estimate(
                        now.plus(range.low()),
                        now.plus(range.median()),
                        now.plus(range.high()),
                        pace + ", as earlier estimates turned out",
                        experience.calibration().orElse(null));
    }

    /** How long the task at a position waits if nothing changes; empty when nothing starts. */
    Optional<Duration> expected(String queue, int position) {
        var pace = paces.perSecond(queue);
        return pace.isEmpty()
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(
                        Math.round(Math.min((double) LONGEST.toMillis(), position / pace.getAsDouble() * 1_000))));
    }

    /** What experience adds to such a wait; null without any. */
    @Nullable
    Range range(String queue, Duration wait) {
        return experience(queue).of(wait).orElse(null);
    }

    /** A task started whose wait had been estimated. */
    void learn(String queue, Duration estimated, Duration actual, @Nullable Range range) {
        experience(queue).add(estimated, actual, range);
    }

    /** A queue was removed, and what its estimates were worth with it. */
    public void forget(String queue) {
        experiences.remove(queue);
    }

    private Experience experience(String queue) {
        return experiences.computeIfAbsent(queue, _ -> new Experience());
    }
}
