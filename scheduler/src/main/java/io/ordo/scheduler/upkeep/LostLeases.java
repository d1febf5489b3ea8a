package io.ordo.scheduler.upkeep;

import io.ordo.scheduler.queue.Place;
import io.ordo.scheduler.task.Charge;
import io.ordo.scheduler.task.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Leases whose end has passed, each seen by one reaper at a time. */
public interface LostLeases {
    /**
     * Ends expired leases and moves their tasks: back into the queue at their old rank, or to failed when the queue's
     * number of deaths is reached.
     *
     * @param limit the most leases to end
     */
    List<Reaped> reap(int limit);

    /**
     * A task that lost its holder.
     *
     * @param place where it stands when it is queued again, and stood before
     * @param status queued or failed
     * @param deaths how often a holder of this task has died, this time included
     * @param charge what its tenant was charged for it; null when nobody was
     * @param gates of its limits; when it has any, and is queued again, it stands behind the first
     */
    record Reaped(
            String queue,
            Place place,
            Status status,
            int deaths,
            @Nullable Charge charge,
            List<String> gates) {
        public Reaped {
            gates = List.copyOf(gates);
        }
    }
}
