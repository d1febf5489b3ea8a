package io.ordo.api.connection;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.ordo.api.flow.RateView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A named place that targets go to.
 *
 * @param type {@code rest}, {@code kafka} or {@code redis}
 * @param settings what all targets share that go by it; secrets by their names
 * @param concurrency the most tasks under way by it at once, for all schedulers together; null for no limit
 * @param rate how fast tasks leave by it; null for no limit
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record ConnectionView(
        String name,
        String type,
        JsonNode settings,
        @Nullable Integer concurrency,
        @Nullable RateView rate,
        Instant createdAt,
        Instant updatedAt) {}
