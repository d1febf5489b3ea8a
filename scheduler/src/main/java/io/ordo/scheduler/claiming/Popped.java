package io.ordo.scheduler.claiming;

import io.ordo.scheduler.lease.Lease;
import io.ordo.scheduler.queue.Place;
import io.ordo.scheduler.task.Charge;
import io.ordo.scheduler.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * A task and the lease it was popped under.
 *
 * @param place where it stood
 * @param charge what its tenant was charged for it; null when nobody was
 */
public record Popped(
        Task task, Lease lease, Place place, @Nullable Charge charge) {}
