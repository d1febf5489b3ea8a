package io.ordo.scheduler.tending;

import java.time.Instant;

/**
 * A task was made more or less urgent.
 *
 * @param by who did; {@code push} for a push of the same identity
 */
public record PriorityChange(Instant at, String by, int before, int after) {}
