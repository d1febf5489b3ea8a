package io.ordo.worker.attempt;

import io.ordo.api.queue.PoppedTask;

/**
 * One try of a task under one lease.
 *
 * @param work the part of it that can be stopped
 */
record Attempt(PoppedTask task, Lease lease, Stoppable work) {}
