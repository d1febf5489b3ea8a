package io.ordo.scheduler.claiming;

import io.ordo.scheduler.queue.Place;
import io.ordo.scheduler.task.Status;
import org.jspecify.annotations.Nullable;

/** What came of an attempt to settle a lease. */
public sealed interface Settled {
    /**
     * The lease was settled, now or by an earlier request that said the same.
     *
     * @param status where that settlement moved the task
     * @param queue the task's
     * @param place where it stands now if this settlement queued it; null otherwise
     */
    record Moved(Status status, String queue, @Nullable Place place) implements Settled {}

    /** The lease is gone: lost, settled otherwise or cancelled. Nothing has moved; what was said is kept. */
    record Stale() implements Settled {}
}
