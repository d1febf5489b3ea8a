package io.ordo.scheduler.explaining;

import io.ordo.ranker.Explanation;
import io.ordo.scheduler.foreseeing.Estimate;
import io.ordo.scheduler.queue.RankerVersion;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a task stands where it stands.
 *
 * @param line null unless it is queued
 * @param rank null when it was never ranked, or nobody knows any more how
 * @param estimate null unless it is queued
 * @param counterfactuals empty unless it is queued
 * @param summary one or two sentences
 */
public record Answer(
        Subject subject,
        Reason reason,
        @Nullable Line line,
        @Nullable Standing rank,
        @Nullable Estimate estimate,
        List<Counterfactual> counterfactuals,
        String summary) {
    public Answer {
        counterfactuals = List.copyOf(counterfactuals);
    }

    /**
     * Where it stands in its queue.
     *
     * @param position 1 is next
     * @param isApproximate whether position and those ahead are estimated
     */
    public record Line(int position, boolean isApproximate, Ahead ahead) {}

    /**
     * Its rank, now or as it was popped last.
     *
     * @param version the ranker; null when there is none of that number any more
     * @param explanation what the rank is made of; null without the ranker
     */
    public record Standing(
            long rank,
            Instant arrival,
            @Nullable RankerVersion version,
            @Nullable Explanation explanation) {}
}
