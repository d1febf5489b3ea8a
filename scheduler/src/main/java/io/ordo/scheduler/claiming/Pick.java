package io.ordo.scheduler.claiming;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A queued task somebody is to hold.
 *
 * @param holder its name; null when it says none
 * @param length how long the lease lasts; null for the queue's own length
 */
public record Pick(
        UUID task, @Nullable String holder, @Nullable Duration length) {}
