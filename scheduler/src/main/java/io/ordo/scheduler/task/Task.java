package io.ordo.scheduler.task;

import io.ordo.scheduler.work.Work;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing to do once.
 *
 * @param job the job it was made for; null for an ad-hoc push
 * @param plannedAt the planned time it stands for; null when it was asked for by hand
 * @param createdAt on the database's clock
 */
public record Task(UUID id, @Nullable UUID job, @Nullable Instant plannedAt, Work work, Instant createdAt) {}
