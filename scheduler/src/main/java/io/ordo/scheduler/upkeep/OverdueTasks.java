package io.ordo.scheduler.upkeep;

import io.ordo.scheduler.task.Withdrawn;
import java.util.List;

/** Tasks nobody popped by their deadline. */
public interface OverdueTasks {
    /**
     * Fails pending and queued tasks whose deadline has passed.
     *
     * @param limit the most tasks of either status to fail
     * @return the tasks failed
     */
    List<Withdrawn> expire(int limit);
}
