package io.ordo.scheduler.planning;

import java.util.UUID;

/** A job was asked to run whose work is under way, and of which there is to be one task at a time. */
public final class JobUnderWay extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JobUnderWay(UUID task) {
        super("Task " + task + " of the same hash has not ended; wait for it, or cancel it.");
    }
}
