package io.ordo.ranker;

import java.util.List;

/**
 * A rank and where it comes from.
 *
 * @param rank lowest first; for time-axis rankers microseconds since the epoch
 * @param contributions in the order of the ranker's factors; for time-axis rankers arrival plus their sum, clamped,
 *     is the rank; empty for strict rankers
 */
public record Explanation(long rank, List<Contribution> contributions) {
    public Explanation {
        contributions = List.copyOf(contributions);
    }
}
