package io.ordo.api.explanation;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why a task is still waiting, or why it ran when it did.
 *
 * @param status one of {@code pending, queued, dispatched, running, completed, failed, cancelled}
 * @param summary one or two sentences
 * @param position 1 is next; null unless it is queued
 * @param approximate whether {@code position} and {@code ahead} are estimated
 * @param ahead those that go first; null unless it is queued
 * @param rank lowest first; null when it was never ranked
 * @param ranker by which it was ranked; null when nobody knows any more
 * @param arrivedAt when it became due, as ranking sees it
 * @param contributions what the rank is made of: on the time axis {@code arrived_at} and these make the rank
 * @param overtakingHorizon what arrives later cannot pass it; null by strict priority, where there is no such instant
 * @param estimatedStart null unless it is queued
 * @param counterfactuals where it would stand if something about it were different
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record TaskExplanation(
        UUID id,
        String queue,
        String status,
        String summary,
        WaitReason reason,
        @Nullable Integer position,
        boolean approximate,
        @Nullable TasksAhead ahead,
        @Nullable Long rank,
        @Nullable RankedBy ranker,
        @Nullable Instant arrivedAt,
        List<ContributionView> contributions,
        @Nullable Instant overtakingHorizon,
        @Nullable EstimatedStart estimatedStart,
        List<CounterfactualView> counterfactuals) {
    /**
     * A ranker.
     *
     * @param version tells it from every other that has or had the name
     */
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record RankedBy(String name, String version) {}
}
