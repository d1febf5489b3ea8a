package io.ordo.api.task;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

/**
 * What came of something that was to be done to many tasks.
 *
 * @param count of tasks it was done to, or in a dry run would be
 * @param more whether there may be more than one request does; ask again for them
 * @param dryRun whether nothing was done
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record BulkAnswer(int count, boolean more, boolean dryRun) {}
