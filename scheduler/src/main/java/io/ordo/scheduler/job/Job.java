package io.ordo.scheduler.job;

import java.time.Instant;
import java.util.UUID;

/**
 * What someone wants done, once or again.
 *
 * @param origin the dialect it was made in, {@code native} for the jobs API
 * @param createdAt on the database's clock, like every instant here
 */
public record Job(UUID id, String origin, JobDraft draft, Timing timing, Instant createdAt, Instant updatedAt) {
    /** The origin of jobs made by the jobs API. */
    public static final String NATIVE = "native";
}
