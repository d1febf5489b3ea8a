package io.ordo.scheduler.claiming;

import io.ordo.scheduler.lease.LeaseKey;
import io.ordo.scheduler.task.Report;

/** What a holder has to say of its attempt. */
public record Settlement(LeaseKey key, Report report) {
    /** Hands a task back unattempted. */
    public static Settlement release(LeaseKey key) {
        return new Settlement(key, Report.RELEASED);
    }
}
