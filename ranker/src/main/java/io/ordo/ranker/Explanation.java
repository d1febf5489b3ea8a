package io.ordo.ranker;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rank and where it comes from.
 *
 * @param rank lowest first; for time-axis rankers microseconds since the epoch
 * @param contributions in the order of the ranker's factors, and at the end what the clamp takes back, if anything;
 *     for time-axis rankers arrival plus their sum is the rank; empty for strict rankers
 * @param horizon whatever arrives after this instant stands behind the task, however urgent it is; null for strict
 *     rankers, where more urgent tasks pass at any time
 */
public record Explanation(
        long rank,
        List<Contribution> contributions,
        @Nullable Instant horizon) {
    public Explanation {
        contributions = List.copyOf(contributions);
    }

    /** How far the task stands from its arrival: the sum of all contributions. */
    public Duration moved() {
        return contributions.stream().map(Contribution::offset).reduce(Duration.ZERO, Duration::plus);
    }

    /** How far the factors alone would move it, before the clamp; equal to {@link #moved} when it does not bite. */
    public Duration unclamped() {
        return contributions.stream()
                .filter(one -> !one.factor().equals(Contribution.BOUND))
                .map(Contribution::offset)
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Whether the factors asked for more than the ranker's bound. */
    public boolean isClamped() {
        return contributions.stream().anyMatch(one -> one.factor().equals(Contribution.BOUND));
    }
}
