package io.ordo.scheduler.steering;

/** Somebody wants of a task what cannot be done. Nothing has moved. */
public final class SteeringRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    SteeringRefused(Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Why not. */
    public enum Reason {
        /** There is no such task. */
        UNKNOWN,
        /** The task has ended, and an end is final. */
        ENDED,
        /** Somebody holds the task, and only its fence speaks for that holder. */
        HELD,
        /** A move on the way is not possible now: the queue is paused, a limit reached, or the deadline has passed. */
        IMPASSABLE,
        /** Another task has that id. */
        ID_TAKEN,
        /** A task of that identity is queued, and the queue's rules leave it as it is. */
        TWIN_QUEUED,
        /** The queue holds as many tasks as it may. */
        FULL,
        /** The queue is paused. */
        PAUSED,
        /** The queue was removed. */
        QUEUE_GONE
    }
}
