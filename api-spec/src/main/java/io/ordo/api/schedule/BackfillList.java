package io.ordo.api.schedule;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;

/** The newest backfills of a job, newest first. */
@Serdeable(naming = SnakeCaseStrategy.class)
public record BackfillList(List<BackfillView> items) {
    public BackfillList {
        items = List.copyOf(items);
    }
}
