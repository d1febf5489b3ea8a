package io.ordo.api.schedule;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the ledger, oldest first.
 *
 * @param nextCursor asks for what comes later; null when that is all
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record OccurrencePage(
        List<OccurrenceView> items, @Nullable String nextCursor) {
    public OccurrencePage {
        items = List.copyOf(items);
    }
}
