package io.ordo.scheduler.claiming;

import io.ordo.scheduler.lease.Lease;
import io.ordo.scheduler.task.Task;

/** A task and the lease it was popped under. */
public record Popped(Task task, Lease lease) {}
