package io.ordo.api.ranking;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A simulation, and how far it is.
 *
 * @param rankers the candidates
 * @param from which attempts: those that arrived then or later
 * @param to and before this
 * @param workers how many work all the time; null for as many as there really were
 * @param limit how many attempts at most
 * @param status one of {@code queued, running, done, failed, cancelled}
 * @param progress 0 to 1
 * @param reason why it failed: {@code lost, queue_gone, error}; null otherwise
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record SimulationView(
        UUID id,
        String queue,
        List<RankerView> rankers,
        Instant from,
        Instant to,
        @Nullable Integer workers,
        int limit,
        String status,
        BigDecimal progress,
        @Nullable String reason,
        Instant askedAt,
        String askedBy,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {}
