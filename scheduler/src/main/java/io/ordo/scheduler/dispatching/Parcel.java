package io.ordo.scheduler.dispatching;

import io.ordo.scheduler.lease.LeaseKey;
import io.ordo.scheduler.target.Address;
import java.util.HexFormat;
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
        var hex = HexFormat.of();
        String trace =
                hex.toHexDigits(task().getMostSignificantBits()) + hex.toHexDigits(task().getLeastSignificantBits());
        return "00-" + trace + "-" + hex.toHexDigits(lease.fence()) + "-01";
    }
}
