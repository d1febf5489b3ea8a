package io.ordo.scheduler.task;

import java.time.Instant;

/**
 * A task as it stands at a moment.
 *
 * @param modifiedAt when it last moved: was made, popped, started or ended
 */
public record TaskSnapshot(Task task, Status status, Instant modifiedAt) {}
