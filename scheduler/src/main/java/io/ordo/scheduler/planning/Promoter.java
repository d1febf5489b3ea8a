package io.ordo.scheduler.planning;

import io.ordo.scheduler.arriving.Arrivals;
import io.ordo.scheduler.planning.DueTasks.DueTask;
import io.ordo.scheduler.queue.Place;
import io.ordo.scheduler.ranking.Ranks;
import java.util.stream.Collectors;

/** Moves pending tasks into their queues when their time has come, and ranks them then. */
public final class Promoter {
    /** Tasks moved in one transaction. */
    private static final int BATCH = 500;

    private final DueTasks tasks;
    private final Arrivals arrivals;

    public Promoter(DueTasks tasks, Arrivals arrivals) {
        this.tasks = tasks;
        this.arrivals = arrivals;
    }

    /**
     * Promotes one batch of due tasks.
     *
     * @return whether there may be more
     */
    public boolean runOnce() {
        var promoted = tasks.promote(BATCH, Promoter::rank);
        promoted.stream()
                .collect(
                        Collectors.groupingBy(DueTask::queue, Collectors.mapping(Promoter::place, Collectors.toList())))
                .forEach(arrivals::arrived);
        return promoted.size() == BATCH;
    }

    private static long rank(DueTask task) {
        return Ranks.rank(task.ranker(), task.priority(), task.due());
    }

    private static Place place(DueTask task) {
        return new Place(rank(task), task.seq(), task.id());
    }
}
