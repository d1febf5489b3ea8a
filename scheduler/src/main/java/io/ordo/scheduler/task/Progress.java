package io.ordo.scheduler.task;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How far tasks have come, as whoever executes them says. */
public interface Progress {
    /** All of it. */
    int WHOLE = 100;

    /**
     * Notes how far a held task has come.
     *
     * @param percent 0 to {@link #WHOLE}
     * @param fence of the lease it is said under; null for whichever the task is held under
     * @return whether the task is held so; otherwise nothing has changed
     */
    boolean report(UUID task, int percent, @Nullable Long fence);

    /**
     * Notes how far the newest task of a job has come.
     *
     * @return whether it is held; otherwise nothing has changed
     */
    boolean reportNewest(UUID job, int percent);

    /** The percents of those of the tasks of which any was reported. */
    Map<UUID, Integer> of(List<UUID> tasks);

    /** The percent of one; empty when none was reported. */
    default Optional<Integer> of(UUID task) {
        return Optional.ofNullable(of(List.of(task)).get(task));
    }
}
