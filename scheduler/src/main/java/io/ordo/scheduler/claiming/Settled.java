package io.ordo.scheduler.claiming;

import io.ordo.scheduler.task.Status;

/** What came of an attempt to settle a lease. */
public sealed interface Settled {
    /**
     * The lease was settled, now or by an earlier request that said the same.
     *
     * @param status where that settlement moved the task
     * @param queue the task's
     */
    record Moved(Status status, String queue) implements Settled {}

    /** The lease is gone: lost, settled otherwise or cancelled. Nothing has changed. */
    record Stale() implements Settled {}
}
