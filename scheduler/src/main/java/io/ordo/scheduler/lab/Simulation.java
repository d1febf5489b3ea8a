package io.ordo.scheduler.lab;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An experiment, and how far it is.
 *
 * @param progress 0 to 1
 * @param reason why it failed; null otherwise
 * @param askedBy who wants to know
 */
public record Simulation(
        UUID id,
        Experiment experiment,
        Status status,
        double progress,
        @Nullable String reason,
        Instant askedAt,
        String askedBy,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {
    /** Where a simulation stands. */
    public enum Status {
        /** Waits for a scheduler that simulates nothing else. */
        QUEUED,
        /** A scheduler is at it. */
        RUNNING,
        /** There is a result. */
        DONE,
        /** There never will be one. */
        FAILED,
        /** Nobody wants to know any more. */
        CANCELLED
    }
}
