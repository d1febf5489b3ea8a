package io.ordo.scheduler.task;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a task stands in its queue, and what that is made of.
 *
 * @param arrival when it became due, on the database's clock
 * @param ranker the number of the ranker
 * @param expected how long it will probably take, as far as the ranker wants to know; null when it does not
 * @param level the class its tenant was charged in, 1 to 5; null when nobody was charged
 * @param offsets what each factor of the ranker adds, in milliseconds, in their order; empty by strict priority
 */
public record Ranked(
        long rank,
        Instant arrival,
        long ranker,
        @Nullable Duration expected,
        @Nullable Integer level,
        List<Long> offsets) {
    public Ranked {
        offsets = List.copyOf(offsets);
    }

    /** What was charged to its tenant; null when nobody was. */
    public @Nullable Charge charge(@Nullable String tenant) {
        return tenant == null || level == null || expected == null ? null : new Charge(tenant, level, expected);
    }
}
