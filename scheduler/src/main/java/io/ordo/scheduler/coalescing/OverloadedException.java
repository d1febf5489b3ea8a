package io.ordo.scheduler.coalescing;

/** A request was refused because too much is under way. Nothing was done; the caller should try again in a second. */
public final class OverloadedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param reason what there is too much of */
    public OverloadedException(String reason) {
        super(reason);
    }
}
