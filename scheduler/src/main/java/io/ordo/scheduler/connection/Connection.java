package io.ordo.scheduler.connection;

import io.ordo.scheduler.target.Target;
import io.ordo.scheduler.work.FlowLimits;
import java.time.Instant;

/**
 * A named place that targets go to, with what all of them share.
 *
 * @param kind how it is reached
 * @param settings those of a target that are the same for all, a JSON object; secrets by their names
 * @param limits of the tasks under way by it, in whatever queues they are
 */
public record Connection(
        String name,
        Target.Kind kind,
        String settings,
        FlowLimits limits,
        Instant createdAt,
        Instant updatedAt,
        String updatedBy) {
    /** The longest name, in characters. */
    public static final int LONGEST_NAME = 100;

    /** As many connections as there may be. */
    public static final int MOST = 1_000;
}
