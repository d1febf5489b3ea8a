package io.ordo.scheduler.planning;

import io.ordo.scheduler.arriving.Arrivals;
import io.ordo.scheduler.planning.DueTasks.DueTask;
import io.ordo.scheduler.planning.DueTasks.Promoted;
import io.ordo.scheduler.ranking.Ranking;
import io.ordo.scheduler.task.Ranked;
import java.util.List;
import java.util.stream.Collectors;

/** Moves pending tasks into their queues when their time has come, and ranks them then. */
public final class Promoter {
    /** Tasks moved in one transaction. */
    private static final int BATCH = 500;

    private final DueTasks tasks;
    private final Arrivals arrivals;
    private final Ranking ranking;

    public Promoter(DueTasks tasks, Arrivals arrivals, Ranking ranking) {
        this.tasks = tasks;
        this.arrivals = arrivals;
        this.ranking = ranking;
    }

    /**
     * Promotes one batch of due tasks.
     *
     * @return whether there may be more
     */
    public boolean runOnce() {
        var promoted = tasks.promote(BATCH, this::rank);
        promoted.stream()
                .filter(one -> one.gates().isEmpty())
                .collect(Collectors.groupingBy(
                        Promoted::queue, Collectors.mapping(Promoted::place, Collectors.toList())))
                .forEach(arrivals::arrived);
        arrivals.touched(promoted.stream().flatMap(one -> one.gates().stream()).collect(Collectors.toSet()));
        return promoted.size() == BATCH;
    }

    private List<Ranked> rank(List<DueTask> tasks) {
        return ranking.rank(tasks.stream().map(DueTask::newcomer).toList());
    }
}
