package io.ordo.api.kat;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A queue as OpenKAT's newest clients know it, with what older ones look for.
 *
 * @param type {@code boefje}, {@code normalizer}, {@code report} or {@code unknown}
 * @param itemType the name of its payloads' shape
 * @param qsize how many tasks can be popped
 * @param lastActivity when a task was last pushed or popped; null when never
 * @param enabled false while it is paused
 * @param priorityQueue its rules
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record KatScheduler(
        String id,
        String type,
        String itemType,
        long qsize,
        @Nullable Instant lastActivity,
        boolean enabled,
        KatQueue priorityQueue) {}
