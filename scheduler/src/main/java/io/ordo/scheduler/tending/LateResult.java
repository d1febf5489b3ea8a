package io.ordo.scheduler.tending;

import io.ordo.scheduler.task.Ending;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was said of a task under a lease that was gone. It moved nothing.
 *
 * @param result JSON
 * @param log its beginning
 */
public record LateResult(
        long fence,
        Ending ending,
        @Nullable String reason,
        @Nullable String error,
        @Nullable Integer exitCode,
        @Nullable String result,
        @Nullable String log,
        Instant receivedAt) {
    /** The most characters shown of a log. */
    public static final int LONGEST_LOG = 64 * 1024;
}
