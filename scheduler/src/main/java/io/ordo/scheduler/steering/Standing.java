package io.ordo.scheduler.steering;

import io.ordo.scheduler.lease.LeaseKey;
import io.ordo.scheduler.task.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a task stands at a moment, and who holds it. */
public sealed interface Standing {
    /**
     * Waits for its time, or was parked by hand.
     *
     * @param deadline by when it should have finished; if it still waits then, it fails; null for none
     * @param failures how many of its attempts have failed
     */
    record Pending(@Nullable Instant deadline, int failures) implements Standing {}

    /** Waits for a pop. */
    record Queued() implements Standing {}

    /**
     * Is under a lease.
     *
     * @param holder who popped it; null when it said no name
     * @param isStarted whether the holder said that it began
     */
    record Held(LeaseKey key, @Nullable String holder, boolean isStarted) implements Standing {}

    /** Is over. */
    record Ended(Status end) implements Standing {}

    /** The status this is. */
    default Status status() {
        return switch (this) {
            case Pending _ -> Status.PENDING;
            case Queued() -> Status.QUEUED;
            case Held held -> held.isStarted() ? Status.RUNNING : Status.DISPATCHED;
            case Ended(Status end) -> end;
        };
    }
}
