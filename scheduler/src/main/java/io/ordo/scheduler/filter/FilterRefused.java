package io.ordo.scheduler.filter;

/** A filter asks for what does not exist or does not fit; the message says what to change. */
public final class FilterRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FilterRefused(String message) {
        super(message, null, false, false);
    }
}
