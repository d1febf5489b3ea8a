package io.ordo.api.kat;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

/**
 * A queue as OpenKAT's older clients know it.
 *
 * @param size how many tasks can be popped
 * @param maxsize how many there may be, 0 for no limit
 * @param itemType the name of its payloads' shape
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record KatQueue(
        String id,
        long size,
        int maxsize,
        String itemType,
        boolean allowReplace,
        boolean allowUpdates,
        boolean allowPriorityUpdates) {}
