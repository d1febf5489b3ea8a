package io.ordo.api.schedule;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a backfill would do at this moment.
 *
 * @param from the earliest planned time
 * @param to later than the latest
 * @param rerun whether those that ran would be done again
 * @param planned planned times in the window
 * @param ran those that ran, or went to another's task, and would be left alone
 * @param open those that would be left to the planner, which has not decided them yet
 * @param wouldMake those that would get a task
 * @param times the first of these, at most 10
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record BackfillSurvey(
        UUID jobId,
        Instant from,
        Instant to,
        boolean rerun,
        int planned,
        int ran,
        int open,
        int wouldMake,
        List<Instant> times) {
    public BackfillSurvey {
        times = List.copyOf(times);
    }
}
