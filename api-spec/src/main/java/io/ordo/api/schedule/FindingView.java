package io.ordo.api.schedule;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of one time of a job, or why nothing did.
 *
 * @param at the time
 * @param local as the clocks of the job's zone showed it
 * @param zone the job's
 * @param verdict {@code ran}, {@code coalesced} or {@code skipped}; {@code paused}, {@code due} or {@code to_come} for
 *     a planned time that is not decided; {@code not_planned}, {@code before_job} or {@code not_noted} for others
 * @param words the verdict as a sentence
 * @param occurrence what stands in the ledger; null for nothing
 * @param next the first planned time after one that is not decided; null for none
 * @param previous the last planned time before one that is not planned, since the job was made; null for none
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record FindingView(
        UUID jobId,
        Instant at,
        String local,
        String zone,
        String verdict,
        String words,
        @Nullable OccurrenceView occurrence,
        @Nullable Instant next,
        @Nullable Instant previous) {}
