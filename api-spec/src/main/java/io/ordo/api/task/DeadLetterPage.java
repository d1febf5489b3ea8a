package io.ordo.api.task;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some dead letters.
 *
 * @param items those that failed last first
 * @param nextCursor where the list goes on; null at its end
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record DeadLetterPage(
        List<DeadLetterView> items, @Nullable String nextCursor) {}
