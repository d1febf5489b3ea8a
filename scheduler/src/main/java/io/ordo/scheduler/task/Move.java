package io.ordo.scheduler.task;

import static io.ordo.scheduler.task.Status.CANCELLED;
import static io.ordo.scheduler.task.Status.COMPLETED;
import static io.ordo.scheduler.task.Status.DISPATCHED;
import static io.ordo.scheduler.task.Status.FAILED;
import static io.ordo.scheduler.task.Status.PENDING;
import static io.ordo.scheduler.task.Status.QUEUED;
import static io.ordo.scheduler.task.Status.RUNNING;

import java.util.Set;

/**
 * Every legal move of a task from one status to the next, and no other: this is the one place that lists them. The
 * statements that make them are proved equal to this list by a test that drives each from each status.
 */
public enum Move {
    /** Made for a later time. */
    PLAN_LATER(Set.of(), PENDING),
    /** Made, and due now. */
    PLAN_DUE(Set.of(), QUEUED),
    /** Its due time has come. */
    PROMOTE(Set.of(PENDING), QUEUED),
    /** Put aside by hand, until it is asked for. */
    PARK(Set.of(QUEUED), PENDING),
    /** Asked for by hand, whatever it waited for. */
    UNPARK(Set.of(PENDING), QUEUED),
    /** Its deadline passed before it was popped: {@code deadline_passed}. */
    EXPIRE(Set.of(PENDING, QUEUED), FAILED),
    /** A task it waits for ended otherwise than completed: {@code after_failed}. */
    ABANDON(Set.of(PENDING), FAILED),
    /** Called off; a holder learns of it at its next extend. */
    CANCEL(Set.of(PENDING, QUEUED, DISPATCHED, RUNNING), CANCELLED),
    /** Taken by a worker under a new lease with a new, larger fence. */
    POP(Set.of(QUEUED), DISPATCHED),
    /** The holder began. */
    START(Set.of(DISPATCHED), RUNNING),
    /** Settled: succeeded. */
    SUCCEED(Set.of(DISPATCHED, RUNNING), COMPLETED),
    /** Settled: failed, and due again after the backoff. */
    RETRY(Set.of(DISPATCHED, RUNNING), PENDING),
    /** Settled: failed for good. */
    FAIL(Set.of(DISPATCHED, RUNNING), FAILED),
    /** Handed back unattempted; the attempt is not counted and the rank is kept. */
    RELEASE(Set.of(DISPATCHED, RUNNING), QUEUED),
    /** The lease was lost; the rank is kept. */
    REAP(Set.of(DISPATCHED, RUNNING), QUEUED),
    /** The lease was lost once too often: {@code poisoned}, or {@code lease_lost} where one loss is too many. */
    POISON(Set.of(DISPATCHED, RUNNING), FAILED);

    @SuppressWarnings("ImmutableEnumChecker") // Set.of() makes immutable ones
    private final Set<Status> from;

    private final Status to;

    Move(Set<Status> from, Status to) {
        this.from = from;
        this.to = to;
    }

    /** Where a task must stand for this move; empty when the move makes the task. */
    public Set<Status> from() {
        return from;
    }

    /** Where the task stands afterwards. */
    public Status to() {
        return to;
    }
}
