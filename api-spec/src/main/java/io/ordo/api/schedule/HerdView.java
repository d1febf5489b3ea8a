package io.ordo.api.schedule;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.List;

/**
 * How many times jobs are due in each minute to come.
 *
 * @param from where the first minute begins
 * @param perMinute how many, minute by minute
 * @param jobs how many active jobs were counted
 * @param complete whether that is all of them
 * @param busiestAt the minute in which most is due
 * @param busiestCount how much that is
 * @param quietMinute the minute of the hour in which, and around which, least is due: for jobs that are due hourly
 * @param quietAt the minute in which, and around which, least is due: for jobs that are due daily
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record HerdView(
        Instant from,
        List<Integer> perMinute,
        int jobs,
        boolean complete,
        Instant busiestAt,
        int busiestCount,
        int quietMinute,
        Instant quietAt) {
    public HerdView {
        perMinute = List.copyOf(perMinute);
    }
}
