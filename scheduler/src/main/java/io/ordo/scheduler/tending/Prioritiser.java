package io.ordo.scheduler.tending;

import io.ordo.scheduler.commit.Commits;
import io.ordo.scheduler.ranking.RankedTasks.Change;
import io.ordo.scheduler.ranking.Reranker;
import java.util.List;
import java.util.UUID;

/** Changes how urgent waiting tasks are. */
public final class Prioritiser {
    private final Commits commits;
    private final Interventions interventions;
    private final Reranker reranker;

    public Prioritiser(Commits commits, Interventions interventions, Reranker reranker) {
        this.commits = commits;
        this.interventions = interventions;
        this.reranker = reranker;
    }

    /**
     * Gives pending and queued tasks that priority.
     *
     * @return those that have it now; the others stand elsewhere
     */
    public List<UUID> set(List<UUID> tasks, int priority) {
        return commits.together(() -> {
            var held = interventions.hold(tasks);
            reranker.change(
                    held.stream().map(task -> new Change(task, priority, null)).toList());
            return held;
        });
    }
}
