package io.ordo.scheduler.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a job stands in time.
 *
 * @param anchor where an interval begins to count
 * @param last the planned time of the newest task its schedule made
 * @param next when it is due next; null when nobody knows. A job that is not active has none, unless it is OpenKAT's:
 *     theirs keep it for when they are enabled again
 */
public record Timing(
        Instant anchor, @Nullable Instant last, @Nullable Instant next) {}
