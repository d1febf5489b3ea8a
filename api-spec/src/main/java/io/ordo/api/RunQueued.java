package io.ordo.api;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.UUID;

/**
 * The answer to "run this job now".
 *
 * @param runId the run that was made
 * @param taskId the same id under the name older clients read
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record RunQueued(String message, UUID jobId, UUID runId, UUID taskId) {}
