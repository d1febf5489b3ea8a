package io.ordo.scheduler.upkeep;

import io.ordo.scheduler.commit.KeptAnswers;

/** Forgets what nobody can ask for any more. */
public final class Pruner {
    /** Rows forgotten in one transaction. */
    private static final int BATCH = 1_000;

    private final KeptAnswers answers;

    public Pruner(KeptAnswers answers) {
        this.answers = answers;
    }

    /**
     * Forgets one batch of old answers.
     *
     * @return whether there may be more
     */
    public boolean runOnce() {
        return answers.prune(BATCH) == BATCH;
    }
}
