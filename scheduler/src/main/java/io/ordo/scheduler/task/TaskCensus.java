package io.ordo.scheduler.task;

import java.util.List;

/** How many tasks stand where. */
public interface TaskCensus {
    /** Of every queue the tasks that have not ended, of OpenKAT's queues all; what there is none of is left out. */
    List<Tally> count();

    /** So many tasks of a queue have that status. */
    record Tally(String queue, Status status, long tasks) {}
}
