package io.ordo.scheduler.tending;

import io.ordo.scheduler.claiming.AwaitedTasks;
import io.ordo.scheduler.commit.Commits;
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

    public Canceller(Commits commits, Interventions interventions, AwaitedTasks awaited) {
        this.commits = commits;
        this.interventions = interventions;
        this.awaited = awaited;
    }

    /**
     * Calls a task off, wherever it stands.
     *
     * @return whether it was cancelled, or had ended; empty when there is no such task
     */
    public Optional<Boolean> cancel(UUID task) {
        var isCancelled = interventions.cancel(task);
        if (isCancelled.orElse(false)) {
            announce(List.of(task));
        }
        return isCancelled;
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

    private void announce(List<UUID> cancelled) {
        commits.afterwards(() -> cancelled.forEach(task -> {
            LOG.debug("task_cancelled task={}", task);
            awaited.settled(task);
        }));
    }
}
