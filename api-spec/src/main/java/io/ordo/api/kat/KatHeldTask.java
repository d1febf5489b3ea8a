package io.ordo.api.kat;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.ordo.api.queue.LeaseView;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A {@link KatTask} popped under a worker's name, with the lease that speaks for it.
 *
 * @param lease its fence settles the task, here and in the API of Ordo's own workers
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record KatHeldTask(
        UUID id,
        String schedulerId,
        @Nullable UUID scheduleId,
        String organisation,
        int priority,
        String status,
        String type,
        @Nullable String hash,
        JsonNode data,
        Instant createdAt,
        Instant modifiedAt,
        LeaseView lease) {}
