package io.ordo.scheduler.choosing;

import io.ordo.scheduler.commit.Commits;
import io.ordo.scheduler.queue.RankerVersion;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The shadows as this scheduler knows them: every task that is ranked asks, and the answer is in memory. What is
 * started or ended here is known as soon as it is committed, what is at another scheduler after the next round. Of what
 * they say some is sampled, and kept from round to round.
 */
public final class KnownShadows {
    /** So many samples of a round, which is a second: a few kilobytes. */
    private static final int MOST_SAMPLES = 100;

    private final Shadows kept;
    private final ShadowRanks ranks;
    private final Commits commits;
    private final Reservoir<ShadowRank> sampled;
    private volatile Map<String, Shadow> known = Map.of();

    public KnownShadows(Shadows kept, ShadowRanks ranks, Commits commits, RandomGenerator random) {
        this.kept = kept;
        this.ranks = ranks;
        this.commits = commits;
        this.sampled = new Reservoir<>(MOST_SAMPLES, random);
    }

    /**
     * Learns of all shadows and keeps what was sampled.
     *
     * @return false: there is never more at once
     */
    public boolean runOnce() {
        known = kept.all();
        var some = sampled.empty();
        if (!some.isEmpty()) {
            ranks.keep(some);
        }
        return false;
    }

    /** What ranks beside the ranker of a queue; null for nothing. */
    public @Nullable RankerVersion of(String queue) {
        var shadow = known.get(queue);
        return shadow == null ? null : shadow.ranker();
    }

    /** A task was ranked by both. */
    public void ranked(ShadowRank rank) {
        sampled.offer(rank);
    }

    /** The shadow of a queue, as it is kept. */
    public Optional<Shadow> find(String queue) {
        return kept.find(queue);
    }

    /** How differently a queue's ranker and its shadow order what was sampled. */
    public Comparison compare(String queue, RankerVersion live, Shadow shadow) {
        return Comparison.of(ranks.of(queue, live.id(), shadow));
    }

    /** Begins one, in place of the one there is. */
    public void start(String queue, RankerVersion ranker, String by) {
        commits.together(() -> {
            kept.start(queue, ranker, by);
            commits.afterwards(this::runOnce);
            return queue;
        });
    }

    /**
     * Ends one.
     *
     * @return what it was; empty when there was none
     */
    public Optional<Shadow> end(String queue) {
        return commits.together(() -> {
            commits.afterwards(this::runOnce);
            return kept.end(queue);
        });
    }
}
