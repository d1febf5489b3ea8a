package io.ordo.scheduler.planning;

import io.ordo.ranker.Facts;
import io.ordo.ranker.Rankers;
import io.ordo.scheduler.claiming.Doorbell;
import io.ordo.scheduler.planning.DueTasks.DueTask;

/** Moves pending tasks into their queues when their time has come, and ranks them then. */
public final class Promoter {
    /** Tasks moved in one transaction. */
    private static final int BATCH = 500;

    private final DueTasks tasks;
    private final Doorbell doorbell;

    public Promoter(DueTasks tasks, Doorbell doorbell) {
        this.tasks = tasks;
        this.doorbell = doorbell;
    }

    /**
     * Promotes one batch of due tasks.
     *
     * @return whether there may be more
     */
    public boolean runOnce() {
        var promoted = tasks.promote(BATCH, Promoter::rank);
        promoted.stream().map(DueTask::queue).distinct().forEach(doorbell::ring);
        return promoted.size() == BATCH;
    }

    private static long rank(DueTask task) {
        var ranker = Rankers.named(task.ranker()).orElseThrow();
        return ranker.rank(new Facts(task.due(), task.priority())).rank();
    }
}
