package io.ordo.scheduler.claiming;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A queued task somebody is to hold.
 *
 * @param rank the one it is to be taken at; null for any
 * @param holder its name; null when it says none
 * @param length how long the lease lasts; null for the queue's own length
 */
public record Pick(
        UUID task,
        @Nullable Long rank,
        @Nullable String holder,
        @Nullable Duration length) {}
