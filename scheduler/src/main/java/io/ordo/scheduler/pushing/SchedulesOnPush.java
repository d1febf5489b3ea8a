package io.ordo.scheduler.pushing;

import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.work.Work;
import java.util.Optional;
import java.util.UUID;

/** Keeps a schedule for work that is pushed to a queue that makes schedules. */
@FunctionalInterface
public interface SchedulesOnPush {
    /** No push makes a schedule. */
    SchedulesOnPush NONE = (_, _, _) -> Optional.empty();

    /**
     * Finds or makes the schedule of that identity and says when it is due next; part of the transaction that pushes
     * the task, which is rolled back when the push is refused.
     *
     * @param work what is pushed; its payload names the task's id where payloads do
     * @param hash its identity
     * @return the job the task is then made for; empty when there is none
     */
    Optional<UUID> keep(Queue queue, Work work, String hash);
}
