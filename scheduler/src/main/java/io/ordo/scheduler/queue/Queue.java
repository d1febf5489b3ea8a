package io.ordo.scheduler.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A named lane of tasks in rank order.
 *
 * @param pause since when and why nothing is popped from it; null while it serves
 */
public record Queue(
        String id, QueueSettings settings, @Nullable Pause pause, Instant createdAt, Instant updatedAt) {
    /** The longest id. */
    public static final int LONGEST_ID = 100;

    /** The most queues of an installation: every scheduler knows all of them by heart. */
    public static final int MOST = 1_000;

    public boolean isPaused() {
        return pause != null;
    }

    /**
     * Why a queue serves nobody for a while. Tasks can be pushed, and what was popped before can be settled.
     *
     * @param note what whoever paused it had to say
     */
    public record Pause(Instant since, @Nullable String note) {}
}
