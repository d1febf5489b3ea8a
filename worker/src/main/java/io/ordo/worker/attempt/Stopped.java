package io.ordo.worker.attempt;

/** The work was stopped before it was done. */
final class Stopped extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why work is stopped. */
    enum Cause {
        /** It took longer than the task allows. */
        TIMED_OUT,
        /** The lease is gone: cancelled, expired or out of reach; somebody else may do the work now. */
        LEASE_LOST,
        /** The worker stops. */
        DRAINED
    }

    private final Cause why;

    Stopped(Cause why) {
        super("Stopped: " + why);
        this.why = why;
    }

    Cause why() {
        return why;
    }
}
