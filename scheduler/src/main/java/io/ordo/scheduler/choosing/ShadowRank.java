package io.ordo.scheduler.choosing;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a task stands, and where a candidate would have put it.
 *
 * @param task which
 * @param tenant on whose account; null for nobody's
 * @param classNumber the class it counts as, 1 to 5
 * @param live where the ranker of its queue put it
 * @param shadow where the candidate would have
 * @param at when it was ranked, on the database's clock
 */
public record ShadowRank(
        String queue, UUID task, @Nullable String tenant, int classNumber, By live, By shadow, Instant at) {
    /**
     * A rank and who gave it.
     *
     * @param ranker its number
     */
    public record By(long ranker, long rank) {}
}
