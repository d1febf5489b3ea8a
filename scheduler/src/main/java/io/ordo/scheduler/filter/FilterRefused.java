package io.ordo.scheduler.filter;

import java.util.List;

/** A filter asks for what does not exist or does not fit; the message says what to change. */
public final class FilterRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String fault;

    public FilterRefused(String fault) {
        super(fault, null, false, false);
        this.fault = fault;
    }

    /** What to change. */
    public String fault() {
        return fault;
    }

    /** A filter that asks for more than the database can compare: too deep, or too many words. */
    public static FilterRefused beyondTheDatabase(List<String> words) {
        return new FilterRefused(String.join(", ", words) + ": asks for more than the database can compare");
    }
}
