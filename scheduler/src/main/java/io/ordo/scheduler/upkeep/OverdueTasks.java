package io.ordo.scheduler.upkeep;

import java.util.List;
import java.util.UUID;

/** Tasks nobody popped by their deadline. */
public interface OverdueTasks {
    /**
     * Fails pending and queued tasks whose deadline has passed.
     *
     * @param limit the most tasks of either status to fail
     * @return the tasks failed
     */
    List<UUID> expire(int limit);
}
