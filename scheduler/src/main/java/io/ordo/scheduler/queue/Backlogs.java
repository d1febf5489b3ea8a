package io.ordo.scheduler.queue;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How full queues are, all at one look. */
public interface Backlogs {
    /** Those of OpenKAT, by id. */
    Map<String, Size> ofKat();

    /**
     * How full a queue is.
     *
     * @param queued tasks that can be popped
     * @param lastActivity when a task was last pushed or popped; null when never
     */
    record Size(long queued, @Nullable Instant lastActivity) {
        /** Of a queue nobody knows of any more. */
        public static final Size NONE = new Size(0, null);
    }
}
