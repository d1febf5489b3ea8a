package io.ordo.scheduler.task;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task that nobody will pop after all, at least for now: it was called off, failed or put aside where it waited.
 *
 * @param charge what its tenant was charged while it was queued; null when nobody was
 */
public record Withdrawn(UUID task, String queue, @Nullable Charge charge) {}
