package io.ordo.api.task;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.Map;

/**
 * What came of something that was to be done to many tasks.
 *
 * @param count of tasks it was done to, or in a dry run would be
 * @param refused how many a queue turned away that were to be done again, by the code of the refusal; none in a dry run
 * @param more whether there may be more than one request does; ask again for them
 * @param dryRun whether nothing was done
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record BulkAnswer(int count, Map<String, Integer> refused, boolean more, boolean dryRun) {}
