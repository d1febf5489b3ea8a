package io.ordo.scheduler.task;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Every task there is or was, for reading. */
public interface Tasks {
    Optional<TaskHistory> find(UUID task);

    /** The tasks of a job, newest first. */
    List<TaskHistory> ofJob(UUID job, int offset, int limit);

    /** How many tasks of a job there are. */
    long countOfJob(UUID job);

    /**
     * What an attempt printed; empty when there is no such attempt or it has not ended. An attempt that printed
     * nothing has an empty log.
     *
     * @param attempt its number, from 1
     */
    Optional<String> log(UUID task, int attempt);

    /**
     * The beginnings of the logs of each task's last ended attempt, in the order asked; empty texts where there is
     * none.
     *
     * @param length the most characters of each
     */
    List<String> lastLogs(List<UUID> tasks, int length);
}
