package io.ordo.api.task;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some tasks of a list.
 *
 * @param items newest first
 * @param nextCursor where the list goes on; null at its end
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record TaskPage(List<TaskView> items, @Nullable String nextCursor) {}
