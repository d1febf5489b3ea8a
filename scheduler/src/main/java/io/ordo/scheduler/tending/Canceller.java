package io.ordo.scheduler.tending;

import io.ordo.scheduler.claiming.AwaitedTasks;
import io.ordo.scheduler.commit.Commits;
import io.ordo.scheduler.ranking.Ranking;
import io.ordo.scheduler.task.Withdrawn;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls tasks off, for whoever wants that and why ever. Those who wait for their ends learn of it once it is so. */
public final class Canceller {
    private static final Logger LOG = LoggerFactory.getLogger(Canceller.class);

    private final Commits commits;
    private final Interventions interventions;
    private final AwaitedTasks awaited;
    private final Ranking ranking;

    public Canceller(Commits commits, Interventions interventions, AwaitedTasks awaited, Ranking ranking) {
        this.commits = commits;
        this.interventions = interventions;
        this.awaited = awaited;
        this.ranking = ranking;
    }

    /**
     * Calls a task off, wherever it stands.
     *
     * @return whether it was cancelled, or had ended; empty when there is no such task
     */
    public Optional<Boolean> cancel(UUID task) {
        var cancelled = interventions.cancel(task);
        cancelled.ifPresent(this::announce);
        return cancelled.map(some -> !some.isEmpty());
    }

    /**
     * Calls off those of the tasks that stand within the scope. One that moves in this very moment is left out.
     *
     * @param scope {@link Scope#LIVE} or {@link Scope#WAITING}
     * @return how many were cancelled
     */
    public int cancel(List<UUID> tasks, Scope scope) {
        var cancelled = interventions.cancel(tasks, scope);
        announce(cancelled);
        return cancelled.size();
    }

    private void announce(List<Withdrawn> cancelled) {
        cancelled.forEach(ranking::withdrawn);
        commits.afterwards(() -> cancelled.forEach(one -> {
            LOG.debug("task_cancelled task={}", one.task());
            awaited.settled(one.task());
        }));
    }
}
