package io.ordo.scheduler.planning;

import java.util.UUID;

/** A job was asked to run whose work is under way, and whose tasks must not be beside each other. */
public final class JobUnderWay extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean isKat;

    /** @param isKat whether the job is one of OpenKAT's schedules, whose work may also have been pushed */
    public JobUnderWay(UUID task, boolean isKat) {
        super("Task " + task + " of the same work has not ended; wait for it, or cancel it.");
        this.isKat = isKat;
    }

    /** Whether the job is one of OpenKAT's schedules. */
    public boolean isKat() {
        return isKat;
    }
}
