package io.ordo.worker.client;

import java.io.IOException;

/** The scheduler answered that it cannot serve just now: the same call may succeed later. */
public final class SchedulerUnavailable extends IOException {
    private static final long serialVersionUID = 1L;

    SchedulerUnavailable(int status) {
        super("The scheduler answered " + status);
    }
}
