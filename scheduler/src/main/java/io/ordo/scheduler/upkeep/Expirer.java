package io.ordo.scheduler.upkeep;

import io.ordo.scheduler.ranking.Ranking;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fails tasks that were not popped by their deadline. */
public final class Expirer {
    private static final Logger LOG = LoggerFactory.getLogger(Expirer.class);

    /** Tasks failed in one transaction. */
    private static final int BATCH = 500;

    private final OverdueTasks tasks;
    private final Ranking ranking;

    public Expirer(OverdueTasks tasks, Ranking ranking) {
        this.tasks = tasks;
        this.ranking = ranking;
    }

    /**
     * Fails one batch of overdue tasks.
     *
     * @return whether there may be more
     */
    public boolean runOnce() {
        var expired = tasks.expire(BATCH);
        expired.forEach(one -> LOG.warn("deadline_passed task={}", one.task()));
        expired.forEach(ranking::withdrawn);
        return expired.size() >= BATCH;
    }
}
