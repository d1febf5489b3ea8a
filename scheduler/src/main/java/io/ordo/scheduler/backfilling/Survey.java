package io.ordo.scheduler.backfilling;

import java.time.Instant;
import java.util.List;

/**
 * What a backfill would do at this moment.
 *
 * @param planned how many planned times the window has
 * @param ran those that ran, or went to another's task, and would be left alone
 * @param open those that would be left to the planner
 * @param wanted those that would get a task, oldest first
 */
public record Survey(int planned, int ran, int open, List<Instant> wanted) {
    public Survey {
        wanted = List.copyOf(wanted);
    }
}
