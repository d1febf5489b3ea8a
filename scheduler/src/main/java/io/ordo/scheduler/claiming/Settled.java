package io.ordo.scheduler.claiming;

import io.ordo.scheduler.queue.Place;
import io.ordo.scheduler.task.Charge;
import io.ordo.scheduler.task.Status;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of an attempt to settle a lease. */
public sealed interface Settled {
    /**
     * The lease was settled, now or by an earlier request that said the same.
     *
     * @param status where that settlement moved the task
     * @param queue the task's
     * @param place where it stands now if this settlement queued it; null otherwise
     * @param attempt what ended now; null when an earlier request had ended it
     */
    record Moved(
            Status status,
            String queue,
            @Nullable Place place,
            @Nullable Attempted attempt) implements Settled {}

    /**
     * An attempt that was ended.
     *
     * @param charge what its tenant was charged for it; null when nobody was
     * @param ran from its start, or its pop when it never started
     * @param limits the gates of its limits
     */
    record Attempted(@Nullable Charge charge, Duration ran, List<String> limits) {
        public Attempted {
            limits = List.copyOf(limits);
        }
    }

    /** The lease is gone: lost, settled otherwise or cancelled. Nothing has moved; what was said is kept. */
    record Stale() implements Settled {}
}
