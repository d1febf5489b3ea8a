package io.ordo.scheduler.http.api;

import io.ordo.scheduler.claiming.AwaitedTasks;
import io.ordo.scheduler.task.TaskHistory;
import io.ordo.scheduler.task.Tasks;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Waits for runs to finish. */
@Singleton
final class FinishedRuns {
    /** A run may finish at another scheduler, or without a settlement: so look again after this time. */
    private static final Duration SAFETY_POLL = Duration.ofSeconds(1);

    private final Tasks tasks;
    private final AwaitedTasks awaited;

    FinishedRuns(Tasks tasks, AwaitedTasks awaited) {
        this.tasks = tasks;
        this.awaited = awaited;
    }

    /** The run once its status is final; empty when the wait is over first. */
    Optional<TaskHistory> await(UUID run, Duration wait) throws InterruptedException {
        long end = System.nanoTime() + wait.toNanos();
        for (long left = wait.toNanos(); left > 0; left = end - System.nanoTime()) {
            awaited.await(run, Duration.ofNanos(Math.min(left, SAFETY_POLL.toNanos())));
            var finished = tasks.find(run).filter(history -> history.status().isFinal());
            if (finished.isPresent()) {
                return finished;
            }
        }
        return Optional.empty();
    }
}
