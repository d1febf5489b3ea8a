package io.ordo.api.schedule;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a planned time, or of many in a row alike.
 *
 * @param plannedAt the planned time, the first of them
 * @param until the last of them
 * @param count how many there are; 10000 for so many or more
 * @param outcome {@code ran}, {@code coalesced} (went to the task of another planned time) or {@code skipped}
 * @param reason why it was skipped: {@code missed}, {@code too_old}, {@code too_many}, {@code overlap}, {@code paused}
 *     or {@code changed}; null otherwise
 * @param words outcome and reason as a sentence
 * @param taskId the task it got or went to, or that was in its way; null for none
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record OccurrenceView(
        UUID jobId,
        Instant plannedAt,
        Instant until,
        int count,
        String outcome,
        @Nullable String reason,
        String words,
        @Nullable UUID taskId) {}
