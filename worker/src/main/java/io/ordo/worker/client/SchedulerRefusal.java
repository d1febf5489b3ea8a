package io.ordo.worker.client;

/** The scheduler refuses the request: repeating it as it is does not help. */
public final class SchedulerRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    SchedulerRefusal(int status, String detail) {
        super("The scheduler answered " + status + ": " + detail);
        this.status = status;
    }

    /** Whether the API key is unknown or not allowed to do this. */
    public boolean isOfApiKey() {
        return isOfApiKey(status);
    }

    static boolean isOfApiKey(int status) {
        return status == 401 || status == 403;
    }
}
