package io.ordo.scheduler.upkeep;

import io.ordo.scheduler.commit.KeptAnswers;
import io.ordo.scheduler.ranking.SharedDurations;

/** Forgets what nobody can ask for any more. */
public final class Pruner {
    /** Rows forgotten in one transaction. */
    private static final int BATCH = 1_000;

    private final KeptAnswers answers;
    private final SharedDurations durations;

    public Pruner(KeptAnswers answers, SharedDurations durations) {
        this.answers = answers;
        this.durations = durations;
    }

    /**
     * Forgets one batch of old answers, and one of sorts of work that were not seen for long.
     *
     * @return whether there may be more
     */
    public boolean runOnce() {
        int forgotten = Math.max(answers.prune(BATCH), durations.prune(BATCH));
        return forgotten == BATCH;
    }
}
