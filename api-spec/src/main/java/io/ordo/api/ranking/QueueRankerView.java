package io.ordo.api.ranking;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The ranker of a queue.
 *
 * @param ranker what ranks now
 * @param choices what was chosen, newest first, at most 100
 * @param shadow what is tried beside it; null for nothing
 * @param reranking how far what is queued has been ranked again; null when nothing is to be
 */
@Serdeable
public record QueueRankerView(
        String queue,
        RankerView ranker,
        List<RankerChoiceView> choices,
        @Nullable ShadowView shadow,
        @Nullable RerankingView reranking) {
    /**
     * A ranker that was chosen.
     *
     * @param number counts the choices of the queue from 1
     * @param name of the ranker
     */
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record RankerChoiceView(
            int number,
            String name,
            String version,
            Instant chosenAt,
            String chosenBy,
            @Nullable String note) {}

    /**
     * What a candidate says beside the ranker, as far as it was sampled.
     *
     * @param samples how many tasks are compared, the newest 10 000 at most
     * @param kendallTau 1 for the same order, 0 for nothing in common, -1 for the reverse; null without two tasks
     * @param moved the share of tasks whose place differs by more than a hundredth of all; null without two tasks
     * @param earlier the tasks that it moves forward by the most places
     * @param later the tasks that it moves back by the most places
     */
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record ShadowView(
            RankerView ranker,
            Instant since,
            String startedBy,
            int samples,
            @Nullable BigDecimal kendallTau,
            @Nullable BigDecimal moved,
            List<ShadowMoveView> earlier,
            List<ShadowMoveView> later) {}

    /**
     * A task and its places among all that are compared, from 1.
     *
     * @param classNumber the class it counts as, 1 to 5
     * @param livePlace by the ranker of the queue
     * @param shadowPlace by the candidate
     */
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record ShadowMoveView(
            UUID taskId, @Nullable String ownerId, int classNumber, int livePlace, int shadowPlace) {}

    /** How many of the tasks have been ranked again that were queued when the ranker changed. */
    @Serdeable
    public record RerankingView(long done, long total) {}
}
