package io.ordo.scheduler.upkeep;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fails tasks that were not popped by their deadline. */
public final class Expirer {
    private static final Logger LOG = LoggerFactory.getLogger(Expirer.class);

    /** Tasks failed in one transaction. */
    private static final int BATCH = 500;

    private final OverdueTasks tasks;

    public Expirer(OverdueTasks tasks) {
        this.tasks = tasks;
    }

    /**
     * Fails one batch of overdue tasks.
     *
     * @return whether there may be more
     */
    public boolean runOnce() {
        var expired = tasks.expire(BATCH);
        expired.forEach(task -> LOG.warn("deadline_passed task={}", task));
        return expired.size() >= BATCH;
    }
}
