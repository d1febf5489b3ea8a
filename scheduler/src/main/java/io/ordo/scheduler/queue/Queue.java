package io.ordo.scheduler.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A named lane of tasks in rank order.
 *
 * @param pause since when and why nothing is popped from it; null while it serves
 * @param updatedBy who changed it last
 */
public record Queue(
        String id,
        QueueSettings settings,
        @Nullable Pause pause,
        Instant createdAt,
        Instant updatedAt,
        String updatedBy) {
    /** The longest id. */
    public static final int LONGEST_ID = 100;

    /** The most queues of an installation: every scheduler knows all of them by heart. */
    public static final int MOST = 1_000;

    /** It, changed. */
    public Queue changed(QueueSettings other, Instant at, String by) {
        return new Queue(id, other, pause, createdAt, at, by);
    }

    /** It, paused, or serving again when there is no pause. */
    public Queue paused(@Nullable Pause other, Instant at, String by) {
        return new Queue(id, settings, other, createdAt, at, by);
    }

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
