package io.ordo.scheduler.tending;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of a job, to be gone through a part at a time: it may have made more tasks than anybody counts. */
public interface TasksOfJob {
    /**
     * Tasks of a job, live and ended, in the order of their ids.
     *
     * @param after exclusive; null for the first
     * @return fewer than the limit only when there are no more
     */
    List<UUID> list(UUID job, @Nullable UUID after, int limit);

    /**
     * Those of these tasks that stand within a scope.
     *
     * @param scope {@link Scope#LIVE} or {@link Scope#WAITING}
     */
    List<UUID> within(Scope scope, List<UUID> tasks);

    /**
     * Lets those of these tasks go that are of a schedule of OpenKAT's: they live on without it.
     *
     * @return how many there were
     */
    int letGo(List<UUID> tasks);
}
