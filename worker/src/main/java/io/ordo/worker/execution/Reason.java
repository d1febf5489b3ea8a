package io.ordo.worker.execution;

import java.util.Locale;

/** How an attempt can fail, and whether another attempt may help. */
public enum Reason {
    /** The child process ended with an exit code other than 0. */
    EXIT_CODE(true),
    /** The handler of the payload's type threw something. */
    HANDLER_FAILED(true),
    /** The work took longer than the task allows. */
    TIMEOUT(true),
    /** The work printed more than the worker keeps. */
    OUTPUT_LIMIT(false),
    /** The payload has to be changed first. */
    BAD_PAYLOAD(false),
    /** This worker has nothing that executes such a payload. */
    UNSUPPORTED(false),
    /** The worker could not do its part: a full disk, a defect. */
    WORKER_ERROR(true);

    private final boolean retryable;

    Reason(boolean retryable) {
        this.retryable = retryable;
    }

    /** Whether another attempt may end otherwise. */
    public boolean retryable() {
        return retryable;
    }

    /** The stable word for it on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
