package io.ordo.scheduler.receiving;

/** A topic cannot be read now; what it holds stays there. */
public final class InboxAway extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param reason in words */
    public InboxAway(String reason, Throwable cause) {
        super(reason, cause);
    }

    /** @param reason in words */
    public InboxAway(String reason) {
        super(reason);
    }
}
