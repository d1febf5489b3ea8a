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
     * Gives a pending or queued task that priority.
     *
     * @param by who does
     * @return whether it has it now: it may stand elsewhere, or have moved in this very moment
     */
    public boolean set(UUID task, int priority, String by) {
        return commits.together(() -> {
            boolean isHeld = interventions.hold(task);
            if (isHeld) {
                rerank(List.of(task), priority, by);
            }
            return isHeld;
        });
    }

    /**
     * Gives pending and queued tasks that priority.
     *
     * @param by who does
     * @return how many have it now; the others stand elsewhere, or move in this very moment
     */
    int set(List<UUID> tasks, int priority, String by) {
        return commits.together(() -> {
            var held = interventions.hold(tasks);
            rerank(held, priority, by);
            return held.size();
        });
    }

    private void rerank(List<UUID> held, int priority, String by) {
        reranker.change(
                held.stream().map(task -> new Change(task, priority, null, by)).toList());
    }
}
