package io.ordo.scheduler.choosing;

import io.ordo.scheduler.queue.RankerVersion;
import java.time.Instant;

/**
 * A candidate that ranks the new tasks of a queue beside its ranker, and moves nothing.
 *
 * @param since when it began
 * @param by who wanted it
 */
public record Shadow(RankerVersion ranker, Instant since, String by) {}
