package io.ordo.scheduler.dispatching;

import io.ordo.scheduler.lease.LeaseKey;
import io.ordo.scheduler.target.Address;
import java.util.UUID;

/**
 * What is brought to a target.
 *
 * @param lease whose task names this delivery, the same at every attempt: the receiver that knows it takes no second
 * @param attempt which try of the task this is, from 1
 * @param body JSON
 */
public record Parcel(LeaseKey lease, int attempt, Address address, String body) {
    /** Names the delivery to its receiver, the same at every attempt. */
    public String key() {
        return task().toString();
    }

    /** The task. */
    public UUID task() {
        return lease.task();
    }

    /** As W3C Trace Context writes it: the task is the trace, the attempt its span. */
    public String traceparent() {
        var id = task();
        return "00-%016x%016x-%016x-01"
                .formatted(id.getMostSignificantBits(), id.getLeastSignificantBits(), lease.fence());
    }
}
