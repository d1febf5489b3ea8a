package io.ordo.scheduler.queue;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How full queues are, all at one look. */
public interface Backlogs {
    /** How a queue stands; empty when there is none of that id. */
    Optional<Backlog> of(String queue);

    /** How every queue stands, by id. */
    Map<String, Backlog> all();

    /** How full a queue of OpenKAT is; {@link Size#NONE} when it is none. */
    Size ofKat(String queue);

    /** How full all of OpenKAT are, by id. */
    Map<String, Size> ofKat();

    /** Whether any task of a queue can be popped. */
    boolean isAnyQueued(String queue);

    /**
     * How full a queue is, to the last task, as OpenKAT's clients expect.
     *
     * @param queued tasks that can be popped
     * @param lastActivity when a task was last pushed or popped; null when never
     */
    record Size(long queued, @Nullable Instant lastActivity) {
        /** Of a queue nobody knows of any more. */
        public static final Size NONE = new Size(0, null);
    }
}
