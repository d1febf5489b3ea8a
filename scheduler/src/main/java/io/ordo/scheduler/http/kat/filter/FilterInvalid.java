package io.ordo.scheduler.http.kat.filter;

import io.ordo.api.kat.KatInvalid.Issue;
import java.util.List;

/** A body has not the shape of a filter request. */
public final class FilterInvalid extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Issue> issues;

    FilterInvalid(List<Issue> issues) {
        super("no filter request", null, false, false);
        this.issues = List.copyOf(issues);
    }

    /** What is wrong, at least one thing. */
    public List<Issue> issues() {
        return issues;
    }
}
