package io.ordo.scheduler.planning;

import java.util.UUID;

/** A job was asked to run whose work is under way, and whose tasks must not be beside each other. */
public final class JobUnderWay extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JobUnderWay(UUID task) {
        super("Task " + task + " of the same work has not ended; wait for it, or cancel it.");
    }
}
